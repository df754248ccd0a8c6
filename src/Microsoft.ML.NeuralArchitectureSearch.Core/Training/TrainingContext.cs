using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Where a training runs, who watches it and who may end it.</summary>
internal sealed record TrainingContext
{
    /// <summary>The device that the network is on and that the training runs on. Default: the CPU.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Device Device { get; init => field = Checked.NotNull(value, nameof(Device)); } = CPU;

    /// <summary>The seed that every random draw comes from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Observes every step and epoch. Default: none.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Looked at before every mini-batch. Default: never cancelled.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Asked before every mini-batch, for hosts that have no token: <see langword="true"/> cancels. Default: not asked.</summary>
    public Func<bool>? IsCancelled { get; init; }

    /// <summary>The clock that durations, estimates and time budgets are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <summary>The folder of the checkpoints. Default: none.</summary>
    internal CheckpointFolder? Checkpoints { get; init; }

    /// <summary>The network's description, for checkpoints. Default: none.</summary>
    internal string? Network { get; init; }

    /// <summary>Makes sure that TorchSharp's operations can be used; what was found out is reported to the observer.</summary>
    internal void RequireTorch()
    {
        if (Progress is { } observer)
        {
            TorchRuntime.Require(line => observer.Report(new SearchWarning(TimeSpan.Zero, line)));
        }
        else
        {
            TorchRuntime.Require();
        }
    }

    /// <summary>The fingerprint of the work's checkpoints, without settings and data.</summary>
    internal Fingerprint Fingerprint() => new Fingerprint().Add("seed", Seed).Add("device", Device.ToString());
}
