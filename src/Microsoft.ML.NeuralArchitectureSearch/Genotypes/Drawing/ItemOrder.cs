namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Orders the items of each layer so that few lines cross and lines are short.</summary>
internal static class ItemOrder
{
    // Exchanges that help are few in graphs of this size; the bound only guards against a very large cell.
    private const int MaximumRounds = 20;
    private const double CrossingCost = 60;

    public static void Improve(LayerItem[][] layers)
    {
        var best = Cost(layers);
        for (var (round, improved) = (0, true); improved && round < MaximumRounds; round++)
        {
            improved = false;
            // The inputs, in the first layer, stay in their order.
            foreach (var layer in layers.Skip(1))
            {
                for (var first = 0; first < layer.Length; first++)
                {
                    for (var second = first + 1; second < layer.Length; second++)
                    {
                        (layer[first], layer[second]) = (layer[second], layer[first]);
                        var cost = Cost(layers);
                        if (cost < best - 1e-6)
                        {
                            (best, improved) = (cost, true);
                        }
                        else
                        {
                            (layer[first], layer[second]) = (layer[second], layer[first]);
                        }
                    }
                }
            }
        }
    }

    private static double Cost(LayerItem[][] layers)
    {
        ItemHeights.Stack(layers);
        var cost = 0.0;
        foreach (var layer in layers.Skip(1))
        {
            var lines = layer.SelectMany(item => item.Origins.Select((origin, index) => (From: origin.Y, To: item.PortY(index)))).ToArray();
            cost += lines.Sum(line => Math.Abs(line.From - line.To));
            cost += CrossingCost * lines.Sum(line => lines.Count(other => line.From < other.From && line.To > other.To));
        }

        return cost;
    }
}
