using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What is known of TorchSharp's native libraries, in a log.</summary>
internal static class ChannelExtensions
{
    /// <summary>Makes sure that TorchSharp's operations can be used, and writes what was found out.</summary>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    /// <exception cref="PlatformNotSupportedException">Convolutions cannot be computed rightly.</exception>
    public static void RequireTorch(this IChannel channel) => TorchRuntime.Require(
        line => channel.Warning(MessageSensitivity.None, line),
        line => channel.Info(MessageSensitivity.None, line));
}
