using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>oneDNN, which computes libtorch's float32 convolutions on the CPU.</summary>
/// <remarks>
/// oneDNN 3.7 takes the sizes of an AMD processor's caches from leaf 0x8000001D of CPUID. Some virtual machines leave it empty; oneDNN then
/// divides
/// convolutions for caches of a few bytes, and its code for AVX and later instructions computes them wrongly. So does its LSTM.
/// </remarks>
internal sealed class OneDnn : IConvolutionLibrary
{
    private const string LimitName = "ONEDNN_MAX_CPU_ISA";
    private const int CacheLeaf = unchecked((int)0x8000001D);

    /// <inheritdoc />
    public bool Limit()
    {
        if (!X86Base.IsSupported || !LacksCaches(X86Base.CpuId) || IsLimitedByUser())
        {
            return false;
        }

        NativeVariable.Set(LimitName, "SSE41");
        return true;
    }

    /// <summary>Whether a processor is one of AMD that does not state its caches.</summary>
    /// <param name="identify">The CPUID instruction: a leaf and its part in, four registers out.</param>
    public static bool LacksCaches(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> identify) =>
        identify(0, 0) is (_, 0x68747541, 0x444D4163, 0x69746E65) // AuthenticAMD
        && (identify(CacheLeaf, 0).Eax & 0x1F) == 0;

    /// <inheritdoc />
    public ConvolutionValues<float> Compute(ConvolutionSample sample)
    {
        using var scope = NewDisposeScope();
        using var recording = inference_mode(false);
        using var gradients = enable_grad();
        var input = tensor(sample.Input, [sample.Batch, sample.Inputs, sample.Height, sample.Width], float32, CPU, requires_grad: true);
        var weight = tensor(
            sample.Weight, [sample.Outputs, sample.Inputs / sample.Groups, sample.KernelHeight, sample
                .KernelWidth], float32, CPU, requires_grad: true);
        LeaveGarbage();
        var output = functional.conv2d(
            input, weight, null, [sample.Stride, sample.Stride], [sample.Padding.Rows, sample.Padding.Columns], [sample.Dilation, sample
                .Dilation], sample.Groups);
        LeaveGarbage();
        output.backward([tensor(sample.OutputGradient, output.shape, float32, CPU)]);
        return new(Values(output.detach()), Values(input.grad!), Values(weight.grad!));
    }

    /// <inheritdoc />
    public void SwitchOff()
    {
        try
        {
            TorchContext.UsesOneDnn = false;
        }
        catch (EntryPointNotFoundException)
        {
            // Another version of libtorch: nothing has changed, as the next check finds out.
        }
    }

    // The memory that wrong code reads is often fresh, and then zero by chance.
    private static void LeaveGarbage()
    {
        using var scope = NewDisposeScope();
        foreach (var size in new[] { 64, 256, 1024, 4096, 16384 })
        {
            var garbage = new float[size];
            Array.Fill(garbage, float.NaN);
            for (var copy = 0; copy < 4; copy++)
            {
                _ = tensor(garbage, [size], float32, CPU);
            }
        }
    }

    private static float[] Values(Tensor values) => values.data<float>().ToArray();

    private static bool IsLimitedByUser() =>
        new[] { LimitName, "DNNL_MAX_CPU_ISA" }.Any(name => Environment.GetEnvironmentVariable(name) is not null);
}
