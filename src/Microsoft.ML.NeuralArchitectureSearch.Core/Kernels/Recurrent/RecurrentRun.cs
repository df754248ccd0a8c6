namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// What one run of a recurrent layer works on; the memory is the caller's. Null pointers stand for what there is not, or what is not
/// needed.
/// </summary>
internal sealed unsafe class RecurrentRun
{
    /// <summary>Time steps (T).</summary>
    public int Steps { get; set; }

    /// <summary>Sequences of the mini-batch (B).</summary>
    public int Batch { get; set; }

    /// <summary>Whether states are normalized by the statistics of the mini-batch.</summary>
    public bool IsTraining { get; set; }

    /// <summary>Whether threads share the units of a time step.</summary>
    public bool IsShared { get; set; } = true;

    /// <summary><c>[T, B, I]</c>.</summary>
    public float* Inputs { get; set; }

    /// <summary>The output before the first time step, <c>[B, H]</c>.</summary>
    public float* Hidden { get; set; }

    /// <summary>Factors of the inputs, the same at every time step, <c>[B, I]</c>.</summary>
    public float* InputMask { get; set; }

    /// <summary>Factors of the states where they meet weights, the same at every time step, <c>[B, H]</c>.</summary>
    public float* HiddenMask { get; set; }

    /// <summary>The weights of the choice, <c>[E, O]</c>.</summary>
    public float* Choice { get; set; }

    /// <summary>Weights of state 0, <c>[I + H, 2H]</c>, then of each node, <c>[H, 2H]</c>.</summary>
    public nint[] Weights { get; set; } = [];

    /// <summary>Running means, then variances, of the normalization, <c>[H]</c> each.</summary>
    public float* RunningMeans { get; set; }

    /// <summary>See <see cref="RunningMeans"/>.</summary>
    public float* RunningVariances { get; set; }

    /// <summary><c>[T, B, H]</c>; written.</summary>
    public float* Outputs { get; set; }

    /// <summary>Gradient of the outputs.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>Gradient of the inputs; written.</summary>
    public float* InputGradient { get; set; }

    /// <summary>Gradient of the output before the first time step; written.</summary>
    public float* HiddenGradient { get; set; }

    /// <summary>Gradient of the weights of the choice; written.</summary>
    public float* ChoiceGradient { get; set; }

    /// <summary>Gradients of the weights; written; empty where none are needed.</summary>
    public nint[] WeightGradients { get; set; } = [];
}
