using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public abstract class NormBase : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private Parameter _weight;
    [ComponentName(Name = "bias")] private Parameter _bias;
    [ComponentName(Name = "running_mean")] private Tensor _running_mean;
    [ComponentName(Name = "running_var")] private Tensor _running_var;
    [ComponentName(Name = "num_batches_tracked")] private Tensor _num_batches_tracked;

    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);

        if (affine)
        {
            weight = ParameterFactory.Filled(1, [num_features], device, dtype);
            bias = ParameterFactory.Filled(0, [num_features], device, dtype);
        }

        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }
    }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), ref _weight, value);
    }

#nullable enable annotations
    public Parameter? bias
#nullable restore annotations
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), ref _bias, value);
    }

#nullable enable annotations
    public Tensor? running_mean
#nullable restore annotations
    {
        get => _running_mean;
        set => ReplaceBuffer(nameof(running_mean), ref _running_mean, value);
    }

#nullable enable annotations
    public Tensor? running_var
#nullable restore annotations
    {
        get => _running_var;
        set => ReplaceBuffer(nameof(running_var), ref _running_var, value);
    }

#nullable enable annotations
    public Tensor? num_batches_tracked
#nullable restore annotations
    {
        get => _num_batches_tracked;
        set => ReplaceBuffer(nameof(num_batches_tracked), ref _num_batches_tracked, value);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        init.zeros_(_running_mean);
        init.ones_(_running_var);
        init.zeros_(_num_batches_tracked);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        init.ones_(_weight);
        init.zeros_(_bias);
    }
}
