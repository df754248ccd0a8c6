using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>A candidate for one layer of a network of a <see cref="MacroSpace"/>: a value.</summary>
public abstract record MacroBlock
{
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
