using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Lines of ML.NET's log.</summary>
internal static class ChannelExtensions
{
    /// <summary>Writes a warning to a channel of its own.</summary>
    public static void Warn(this IHostEnvironment environment, string name, string line)
    {
        using var channel = environment.Start(name);
        channel.Warning(MessageSensitivity.Schema, line);
    }

    /// <summary>Makes sure that TorchSharp's operations can be used, and writes what was found out.</summary>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    /// <exception cref="PlatformNotSupportedException">Convolutions cannot be computed rightly.</exception>
    public static void RequireTorch(this IChannel channel) => TorchRuntime.Require(
        line => channel.Warning(MessageSensitivity.None, line),
        line => channel.Info(MessageSensitivity.None, line));
}
