namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Orders the items of each layer so that few lines cross and lines are short.</summary>
internal static class ItemOrder
{
    // Far more than a published cell needs; it only keeps the drawing of a very large cell from taking minutes.
    private const long MaximumWork = 10_000_000;
    private const double CrossingCost = 60;

    public static void Improve(LayerItem[][] layers)
    {
        var lines = layers.Sum(layer => layer.Sum(item => 1L + item.Origins.Length));
        var trials = MaximumWork / (lines * lines);
        var best = Cost(layers);
        for (var improved = true; improved;)
        {
            improved = false;
            // The inputs, in the first layer, stay in their order.
            foreach (var layer in layers.Skip(1))
            {
                for (var first = 0; first < layer.Length; first++)
                {
                    for (var second = first + 1; second < layer.Length && trials > 0; second++, trials--)
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
