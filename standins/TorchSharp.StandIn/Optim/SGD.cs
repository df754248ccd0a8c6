using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// Stochastic gradient descent with momentum, one parameter after another, as in PyTorch's plain loop.
public class SGD : OptimizerHelper, IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (momentum < 0)
            throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");

        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
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
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
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
        var direction = grad;
        if (options.weight_decay != 0)
            direction = Aten.Call("aten::add.Tensor", direction, parameter, options.weight_decay.Value);

        using var decayed = ReferenceEquals(direction, grad) ? null : direction;
        if (options.momentum != 0)
            direction = Accelerate(options, state, direction);
        using var ahead = options.momentum != 0 && options.nesterov.Value ? direction : null;

        var rate = options.LearningRate.Value;
        Aten.CallInPlace("aten::add_.Tensor", parameter, direction, options.maximize.Value ? rate : -rate);
    }

    private static Tensor Accelerate(Options options, State state, Tensor direction)
    {
        if (state.momentum_buffer is null)
        {
            state.momentum_buffer = ParameterFactory.Buffer(Aten.Call("aten::clone", direction).detach_());
        }
        else
        {
            Aten.CallInPlace("aten::mul_.Scalar", state.momentum_buffer, options.momentum.Value);
            Aten.CallInPlace("aten::add_.Tensor", state.momentum_buffer, direction, 1 - options.dampening.Value);
        }

        return options.nesterov.Value
            ? Aten.Call("aten::add.Tensor", direction, state.momentum_buffer, options.momentum.Value)
            : state.momentum_buffer;
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum.Value);
            writer.Write(dampening.Value);
            writer.Write(weight_decay.Value);
            writer.Write(nesterov.Value);
            writer.Write(maximize.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            (momentum, dampening, weight_decay, nesterov, maximize) = (from.momentum, from.dampening, from.weight_decay, from.nesterov, from.maximize);
        }
    }

    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
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
        public Tensor momentum_buffer;

        public override void Initialize(OptimizerOptions options)
        {
            Reset(ref momentum_buffer, null);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            SaveConditionalStateTensor(writer, momentum_buffer);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            CopyFrom(ref momentum_buffer, from.momentum_buffer);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && Close(momentum_buffer, state.momentum_buffer);

        public override void to(Device device)
        {
            Move(ref momentum_buffer, device);
        }

        public void Dispose()
        {
            momentum_buffer?.Dispose();
        }
    }
}
