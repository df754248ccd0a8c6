using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public abstract class BatchNorm : NormBase
{
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (training && num_batches_tracked is not null)
            Aten.CallInPlace("aten::add_.Scalar", num_batches_tracked, 1L);

        var byBatch = training || running_mean is null;
        var average = momentum ?? (training && num_batches_tracked is not null ? 1.0 / num_batches_tracked.item<long>() : 0);
        return functional.batch_norm(input, running_mean, running_var, weight, bias, byBatch, average, eps);
    }
}
