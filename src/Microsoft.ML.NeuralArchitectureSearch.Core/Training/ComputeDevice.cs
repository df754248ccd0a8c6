using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Where to compute, as ML.NET says it: a GPU's index or none, and whether the CPU may step in.</summary>
internal static class ComputeDevice
{
    /// <param name="gpuDeviceId">Index of the CUDA device; <see langword="null"/> for the CPU.</param>
    /// <param name="fallbackToCpu">Whether the CPU is used where the CUDA device is not there.</param>
    /// <param name="warn">Told when the CPU steps in.</param>
    /// <returns>The device.</returns>
    /// <exception cref="InvalidOperationException">The CUDA device is not there and the CPU may not step in.</exception>
    public static Device Choose(int? gpuDeviceId, bool fallbackToCpu, Action<string> warn)
    {
        if (gpuDeviceId is not { } index)
        {
            return CPU;
        }

        var count = cuda.is_available() ? cuda.device_count() : 0;
        if (index >= 0 && index < count)
        {
            return new Device(DeviceType.CUDA, index);
        }

        var problem = $"MLContext.GpuDeviceId is {index}, but "
            + (count == 0 ? "no CUDA device is available" : $"the CUDA devices are 0 to {count - 1}");
        if (!fallbackToCpu)
        {
            throw new InvalidOperationException(
                $"{problem}. Set MLContext.FallbackToCpu to true to compute on the CPU instead, or GpuDeviceId to null.");
        }

        warn($"{problem}; computing on the CPU.");
        return CPU;
    }
}
