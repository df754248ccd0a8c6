using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Networks out of model files.</summary>
internal static class SavedNetwork
{
    /// <summary>Builds a network again and reads its weights.</summary>
    /// <param name="check">
    /// Refuses weights that cannot be those of the network, so that nothing large is built for a file that is small.
    /// </param>
    /// <param name="build">Builds it.</param>
    /// <param name="device">Where it is to be.</param>
    /// <param name="weights">Its state in TorchSharp's format.</param>
    /// <exception cref="FormatException">The stream ends early or holds the weights of another network.</exception>
    public static T Load<T>(Action<SavedWeights> check, Func<T> build, Device device, SavedWeights weights)
        where T : nn.Module
    {
        weights.LookThrough();
        var network = Build(() => check(weights), build);
        try
        {
            using var reader = weights.Open();
            network.load(reader);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            network.Dispose();
            throw new FormatException("The model file is damaged: its weights are cut short or belong to another network.", exception);
        }

        return network.to(device);
    }

    private static T Build<T>(Action check, Func<T> build)
    {
        try
        {
            check();

            // The first weights are drawn and then overwritten: the caller's generator must not notice.
            using var seed = new TorchSeed(0);
            return build();
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new FormatException($"The model file is damaged: its network cannot be built. {exception.Message}", exception);
        }
    }
}
