using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// Gradient descent scaled by a moving average of squared gradients.
public class RMSProp : OptimizerHelper, IMomentum
{
    public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (alpha < 0)
            throw new ArgumentException($"Invalid alpha value: {alpha}");
        if (eps < 0)
            throw new ArgumentException($"Invalid eps value: {eps}");
        if (momentum < 0)
            throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");

        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public double Momentum
    {
        get => ((IMomentum)_parameter_groups[0]).Momentum;
        set
        {
            foreach (var group in _parameter_groups)
                ((IMomentum)group).Momentum = value;
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        options.alpha ??= defaults.alpha;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.momentum ??= defaults.momentum;
        options.centered ??= defaults.centered;
        options.maximize ??= defaults.maximize;
        Accept(param_group, parameter => new State(parameter));
    }

    public override Tensor step(Func<Tensor> closure = null) => StepEach<ParamGroup, State>(closure, Update);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            ReleaseState();
    }

    private static void Update(ParamGroup group, Parameter parameter, State state, Tensor grad)
    {
        var options = group.Options;
        using var flipped = options.maximize.Value ? Aten.Call("aten::neg", grad) : null;
        var direction = flipped ?? grad;
        state.step++;
        using var decayed = options.weight_decay != 0 ? Aten.Call("aten::add.Tensor", direction, parameter, options.weight_decay.Value) : null;
        direction = decayed ?? direction;

        var (alpha, rate) = (options.alpha.Value, options.LearningRate.Value);
        Aten.CallInPlace("aten::mul_.Scalar", state.square_avg, alpha);
        Aten.CallInPlace("aten::addcmul_", state.square_avg, direction, direction, 1 - alpha);
        using var deviation = options.centered.Value ? CenteredDeviation(state, direction, alpha) : Aten.Call("aten::sqrt", state.square_avg);
        Aten.CallInPlace("aten::add_.Scalar", deviation, options.eps.Value);

        if (options.momentum > 0)
        {
            Aten.CallInPlace("aten::mul_.Scalar", state.momentum_buffer, options.momentum.Value);
            Aten.CallInPlace("aten::addcdiv_", state.momentum_buffer, direction, deviation);
            Aten.CallInPlace("aten::add_.Tensor", parameter, state.momentum_buffer, -rate);
        }
        else
        {
            Aten.CallInPlace("aten::addcdiv_", parameter, direction, deviation, -rate);
        }
    }

    private static Tensor CenteredDeviation(State state, Tensor direction, double alpha)
    {
        Aten.CallInPlace("aten::mul_.Scalar", state.grad_avg, alpha);
        Aten.CallInPlace("aten::add_.Tensor", state.grad_avg, direction, 1 - alpha);
        var variance = Aten.Call("aten::addcmul", state.square_avg, state.grad_avg, state.grad_avg, -1.0);
        Aten.CallInPlace("aten::sqrt_", variance);
        return variance;
    }

    public class Options : OptimizerOptions
    {
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public double? momentum;
        public bool? centered;
        public bool? maximize;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize.Value);
            writer.Write(momentum.Value);
            writer.Write(alpha.Value);
            writer.Write(eps.Value);
            writer.Write(weight_decay.Value);
            writer.Write(centered.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            (maximize, momentum, alpha, eps, weight_decay, centered) = (from.maximize, from.momentum, from.alpha, from.eps, from.weight_decay, from.centered);
        }
    }

    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
            : base(parameters, new Options { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered })
        {
        }

        public double Momentum
        {
            get => Options.momentum.Value;
            set => Options.momentum = value;
        }
    }

    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor square_avg;
        public Tensor momentum_buffer;
        public Tensor grad_avg;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Reset(ref square_avg, Zeros());
            Reset(ref momentum_buffer, ((Options)options).momentum > 0 ? Zeros() : null);
            Reset(ref grad_avg, ((Options)options).centered.Value ? Zeros() : null);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            StateStream.WriteTensor(writer, square_avg);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            StateStream.ReadInto(reader, square_avg);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            step = from.step;
            CopyFrom(ref square_avg, from.square_avg);
            CopyFrom(ref momentum_buffer, from.momentum_buffer);
            CopyFrom(ref grad_avg, from.grad_avg);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(square_avg, state.square_avg) && Close(momentum_buffer, state.momentum_buffer) && Close(grad_avg, state.grad_avg);

        public override void to(Device device)
        {
            Move(ref square_avg, device);
            Move(ref momentum_buffer, device);
            Move(ref grad_avg, device);
        }

        public void Dispose()
        {
            square_avg?.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
        }
    }
}
