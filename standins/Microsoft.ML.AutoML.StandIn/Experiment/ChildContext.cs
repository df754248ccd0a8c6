using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>A new context for each use: seed, device and folder are passed on, options are not; its log goes to the experiment's.</summary>
internal static class ChildContext
{
    internal static MLContext Of(MLContext parent, IChannel log)
    {
        var child = new MLContext(SeedOf(parent))
        {
            GpuDeviceId = parent.GpuDeviceId,
            FallbackToCpu = parent.FallbackToCpu,
            TempFilePath = parent.TempFilePath,
        };
        child.Log += (_, line) => Relay(log, line);
        return child;
    }

    internal static int? SeedOf(MLContext context) => ((IHostEnvironmentInternal)context).Seed;

    private static void Relay(IChannel log, LoggingEventArgs line)
    {
        switch (line.Kind)
        {
            case ChannelMessageKind.Trace: log.Trace(MessageSensitivity.Unknown, line.Message); break;
            case ChannelMessageKind.Info: log.Info(MessageSensitivity.Unknown, line.Message); break;
            case ChannelMessageKind.Warning: log.Warning(MessageSensitivity.Unknown, line.Message); break;
            default: log.Error(MessageSensitivity.Unknown, line.Message); break;
        }
    }
}
