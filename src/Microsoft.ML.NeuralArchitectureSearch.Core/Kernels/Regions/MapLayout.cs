namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Where maps lie in one piece of memory: all maps of a block of images, then those of the next block.</summary>
/// <param name="lanes">Images in a block.</param>
internal sealed unsafe class MapLayout(int lanes)
{
    private readonly List<(FeatureMap Map, nint Offset)> _places = [];

    /// <summary>Floats of a block.</summary>
    public nint BlockLength { get; private set; }

    /// <summary>Adds maps one behind the other.</summary>
    public void Add(IEnumerable<FeatureMap> maps)
    {
        foreach (var map in maps)
        {
            _places.Add((map, BlockLength));
            BlockLength += map.BlockLength(lanes);
        }
    }

    /// <summary>
    /// Adds maps of which those that are never needed at the same time may lie in the same place: the largest are placed first.
    /// </summary>
    public void Add(IEnumerable<(FeatureMap Map, Lifetime Lifetime)> maps)
    {
        var start = BlockLength;
        var placed = new List<(Lifetime Lifetime, nint Start, nint End)>();
        foreach (var (map, lifetime) in maps.OrderByDescending(map => map.Map.BlockLength(lanes)))
        {
            var (offset, length) = (start, map.BlockLength(lanes));
            foreach (var other in placed.Where(other => other.Lifetime.Overlaps(lifetime)).OrderBy(other => other.Start))
            {
                if (other.Start >= offset + length)
                {
                    break;
                }

                offset = Math.Max(offset, other.End);
            }

            placed.Add((lifetime, offset, offset + length));
            _places.Add((map, offset));
            BlockLength = Math.Max(BlockLength, offset + length);
        }
    }

    /// <summary>Puts the maps into memory.</summary>
    public void Place(AlignedBuffer memory)
    {
        foreach (var (map, offset) in _places)
        {
            map.Place(memory.Start + offset, BlockLength, lanes);
        }
    }
}
