namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Where maps lie in one piece of memory: all maps of a block of images, then those of the next block.</summary>
/// <param name="lanes">Images in a block.</param>
internal sealed unsafe class MapLayout(int lanes)
{
    private readonly List<(CellMap Map, nint Offset)> _places = [];

    /// <summary>Floats of a block.</summary>
    public nint BlockLength { get; private set; }

    /// <summary>Adds maps one behind the other.</summary>
    public void Add(IEnumerable<CellMap> maps) => BlockLength = AddFrom(BlockLength, maps);

    /// <summary>Adds groups of maps that are never needed at the same time: all groups begin at the same place.</summary>
    public void AddAlternatives(IReadOnlyList<IEnumerable<CellMap>> groups)
    {
        var start = BlockLength;
        foreach (var group in groups)
            BlockLength = Math.Max(BlockLength, AddFrom(start, group));
    }

    /// <summary>Adds maps of which no more than a number next to each other are needed at the same time.</summary>
    public void AddByTurns(IReadOnlyList<CellMap> maps, int living)
    {
        for (var turn = 0; turn < living; turn++)
            AddAlternatives([.. maps.Where((_, index) => index % living == turn).Select(map => new[] { map })]);
    }

    /// <summary>Puts the maps into memory.</summary>
    public void Place(AlignedBuffer memory)
    {
        foreach (var (map, offset) in _places)
            map.Place(memory.Start + offset, BlockLength, lanes);
    }

    private nint AddFrom(nint offset, IEnumerable<CellMap> maps)
    {
        foreach (var map in maps)
        {
            _places.Add((map, offset));
            offset += map.BlockLength(lanes);
        }

        return offset;
    }
}
