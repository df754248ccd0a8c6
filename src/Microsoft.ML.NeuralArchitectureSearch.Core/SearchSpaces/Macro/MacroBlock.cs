using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>A candidate for one layer of a network of a <see cref="MacroSpace"/>: a value.</summary>
public abstract record MacroBlock
{
    /// <summary>No layer at all, only where neither channels nor size change.</summary>
    public static MacroBlock Skip { get; } = new SkipBlock();

    /// <summary>No layer where nothing changes size; a 1x1 convolution with its normalization where channels or size change.</summary>
    /// <param name="isActivated">Whether a ReLU follows the convolution, as in FBNet. Default <see langword="false"/>.</param>
    /// <returns>The block.</returns>
    public static MacroBlock Identity(bool isActivated = false) => new IdentityBlock { IsActivated = isActivated };

    /// <summary>The block of MobileNetV2: 1x1 convolution to more channels, depthwise convolution, 1x1 convolution back.</summary>
    /// <param name="kernel">Height and width of the depthwise kernel, odd.</param>
    /// <param name="expansion">The factor by which the channels grow in between.</param>
    /// <param name="groups">Groups of the 1x1 convolutions, with a channel shuffle between, as in FBNet. Default 1.</param>
    /// <param name="alwaysExpands">
    /// Whether the first 1x1 convolution stays with an expansion of 1, as in FBNet. Default <see langword="false"/>.
    /// </param>
    /// <returns>The block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The kernel is not odd and positive, or a number is zero, negative or too large.
    /// </exception>
    public static MacroBlock InvertedResidual(int kernel, int expansion, int groups = 1, bool alwaysExpands = false) =>
        new InvertedResidualBlock(kernel, expansion) { Groups = groups, AlwaysExpands = alwaysExpands };

    /// <summary>Its name in architectures, such as <c>mb6_k5</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can stand where channels or size change, too.</summary>
    public virtual bool CanChangeSize => true;

    /// <summary>Adds its layers to a network.</summary>
    /// <param name="graph">The network so far.</param>
    /// <param name="input">The node that it reads.</param>
    /// <param name="channels">Channels that it gives.</param>
    /// <param name="stride">Height and width shrink by this factor.</param>
    /// <returns>The node that gives its output.</returns>
    public abstract int AddTo(GraphBuilder graph, int input, int channels, int stride);

    /// <inheritdoc />
    public sealed override string ToString() => Name;
}
