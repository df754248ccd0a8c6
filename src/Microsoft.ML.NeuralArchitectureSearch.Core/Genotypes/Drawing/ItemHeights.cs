namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Gives the items of each layer, in their order, heights that keep them apart.</summary>
internal static class ItemHeights
{
    private const double Gap = 20;
    private const int Rounds = 24;

    /// <summary>Stacks each layer around the middle.</summary>
    public static void Stack(LayerItem[][] layers)
    {
        foreach (var layer in layers)
        {
            var y = -(layer.Sum(item => item.Height) + (Gap * (layer.Length - 1))) / 2;
            foreach (var item in layer)
            {
                item.Y = y + (item.Height / 2);
                y += item.Height + Gap;
            }

            SortEdges(layer);
        }
    }

    /// <summary>Then moves each item towards the items that it is connected with.</summary>
    public static void Settle(LayerItem[][] layers)
    {
        Stack(layers);
        var readers = Readers(layers);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var layer in round % 2 == 0 ? layers : layers.Reverse())
            {
                Spread(layer, [.. layer.Select(item => Wanted(item, readers))]);
                SortEdges(layer);
            }
        }
    }

    private static double Wanted(LayerItem item, ILookup<LayerItem, (LayerItem Reader, int Index)> readers)
    {
        // An item that a line passes by wants the line straight; a node stands between those before it.
        var heights = item.Origins.Select(origin => origin.Y)
            .Concat(readers[item].Select(reader => reader.Reader.Passes ? reader.Reader.Y : reader.Reader.PortY(reader.Index)))
            .ToArray();
        return heights.Length == 0 ? item.Y : heights.Average();
    }

    /// <summary>The heights nearest to the wanted ones, in the sense of least squares, that keep order and distance.</summary>
    private static void Spread(LayerItem[] layer, double[] wanted)
    {
        var offsets = new double[layer.Length];
        for (var index = 1; index < layer.Length; index++)
        {
            offsets[index] = offsets[index - 1] + ((layer[index - 1].Height + layer[index].Height) / 2) + Gap;
        }

        // Pool adjacent violators: without the offsets, the heights must not decrease.
        var pools = new List<(double Sum, int Count)>();
        for (var index = 0; index < layer.Length; index++)
        {
            pools.Add((wanted[index] - offsets[index], 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                var (sum, count) = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (pools[^1].Sum + sum, pools[^1].Count + count);
            }
        }

        var next = 0;
        foreach (var (sum, count) in pools)
        {
            for (var end = next + count; next < end; next++)
            {
                layer[next].Y = (sum / count) + offsets[next];
            }
        }
    }

    private static void SortEdges(LayerItem[] layer)
    {
        foreach (var item in layer)
        {
            item.SortEdges();
        }
    }

    private static ILookup<LayerItem, (LayerItem Reader, int Index)> Readers(LayerItem[][] layers) => layers
        .SelectMany(layer => layer)
        .SelectMany(item => item.Origins.Select((origin, index) => (Origin: origin, Item: item, Index: index)))
        .ToLookup(line => line.Origin, line => (line.Item, line.Index));
}
