using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What <see cref="MLContext"/> says of seed and device, also where only the environment behind a catalog is known.</summary>
internal sealed record EnvironmentSettings(int? Seed, int? GpuDeviceId, bool FallbackToCpu)
{
    public static EnvironmentSettings Of(IHostEnvironment environment) =>
        environment is IHostEnvironmentInternal inner
            ? new EnvironmentSettings(inner.Seed, inner.GpuDeviceId, inner.FallbackToCpu)
            : new EnvironmentSettings(null, null, true);
}
