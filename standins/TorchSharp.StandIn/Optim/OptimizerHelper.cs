using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions _defaults;
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var grad = parameter.grad;
            if (grad is not null)
                Aten.CallInPlace("aten::zero_", grad);
        }
    }

    public void to(Device device)
    {
        foreach (var state in _state.Values)
            state.to(device);
    }

    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null) where T : ParamGroup
    {
        Tensor loss = null;
        if (loss_closure is not null)
        {
            using var gradients = enable_grad();
            loss = loss_closure();
        }

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    /// One step of every parameter that has a gradient.
    internal Tensor StepEach<TGroup, TState>(Func<Tensor> closure, Action<TGroup, Parameter, TState, Tensor> update)
        where TGroup : ParamGroup where TState : OptimizerState =>
        _step<TGroup>(group =>
        {
            foreach (var parameter in group.Parameters)
            {
                using var grad = parameter.grad;
                if (grad is not null)
                    update(group, parameter, (TState)_state[parameter.Handle], grad);
            }
        }, closure);

    /// Takes the group in once its options are complete, with fresh state for each parameter.
    internal void Accept(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        group.Options.LearningRate ??= _defaults.LearningRate;
        group.Options.InitialLearningRate = group.Options.LearningRate.Value;
        // Module.parameters() walks the whole tree each time it is enumerated.
        group.Parameters = group.Parameters.ToList();
        _parameter_groups.Add(group);

        foreach (var parameter in group.Parameters)
        {
            var state = newState(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
    }

    internal void ReleaseState()
    {
        foreach (var state in _state.Values)
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            var states = group.Parameters.Select(parameter => _state[parameter.Handle]).ToList();
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add(Enumerable.Range(dictionary.State.Count, states.Count).ToList());
            dictionary.State.AddRange(states);
        }

        return dictionary;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSameSizes(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            if (own.Options[i] != state_dict.Options[i])
                own.Options[i].LoadStateDict(state_dict.Options[i]);
        }

        for (var i = 0; i < own.State.Count; i++)
        {
            if (own.State[i] != state_dict.State[i])
                own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    // The optimizer's name, the numbers of groups and states, then each group's options and each state.
    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        StateStream.WriteNumber(writer, own.Options.Count);
        StateStream.WriteNumber(writer, own.State.Count);
        foreach (var options in own.Options)
            options.SaveStateDict(writer);
        foreach (var state in own.State)
            state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");

        var own = state_dict();
        RequireSameSizes(own, StateStream.ReadNumber(reader), StateStream.ReadNumber(reader));
        foreach (var options in own.Options)
            options.LoadStateDict(reader);
        foreach (var state in own.State)
            state.LoadStateDict(reader);
    }

    private static void RequireSameSizes(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (states != own.State.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
