using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>A text that is read segment by segment, over and over, and the state in which the model is at its place.</summary>
internal sealed partial class CarriedText : IDisposable
{
    private readonly Tensor _text;
    private readonly Tensor _begin;
    private Tensor _state;
    private long _place;

    /// <param name="text">The text; it is copied.</param>
    /// <param name="pieces">Pieces that are read side by side.</param>
    /// <param name="begin">The state at the beginning; owned from here on.</param>
    public CarriedText(TokenSequence text, int pieces, Tensor begin)
    {
        using var scope = NewDisposeScope();
        _text = text.SideBySide(pieces).to(begin.device).DetachFromDisposeScope();
        _begin = begin.DetachFromDisposeScope();
        _state = begin.clone().DetachFromDisposeScope();
    }

    /// <summary>Tokens of a piece.</summary>
    public long Rows => _text.shape[0];

    /// <summary>The next segment, of this length where the text goes on so long; at its end the text begins anew.</summary>
    /// <returns>Int64 <c>[T, B]</c>, int64 <c>[T · B]</c> and the state before it, in the caller's dispose scope.</returns>
    public TextPiece Next(long length)
    {
        if (_place >= Rows - 1)
        {
            _place = 0;
            Keep(_begin);
        }

        var segment = new TextSegment(_place, Math.Min(length, Rows - 1 - _place));
        _place += segment.Length;
        var (tokens, targets) = segment.Of(_text);
        return new(tokens, targets, _state.alias());
    }

    /// <summary>Takes the state over in which the model is behind the segment.</summary>
    public void Keep(Tensor state)
    {
        using var scope = NewDisposeScope();
        var before = _state;
        _state = state.detach().clone().DetachFromDisposeScope();
        before.Dispose();
    }

    /// <summary>Begins anew.</summary>
    public void Rewind()
    {
        _place = 0;
        Keep(_begin);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _text.Dispose();
        _begin.Dispose();
        _state.Dispose();
    }
}
