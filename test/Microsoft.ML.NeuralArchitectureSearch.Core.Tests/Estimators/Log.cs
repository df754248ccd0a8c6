using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>What a context's log was told.</summary>
internal sealed class Log
{
    private readonly List<LoggingEventArgs> _messages = [];

    public Log(MLContext ml) => ml.Log += (_, message) => _messages.Add(message);

    public IEnumerable<string> Warnings => Of(ChannelMessageKind.Warning);

    public IEnumerable<string> Lines => Of(ChannelMessageKind.Info);

    private IEnumerable<string> Of(ChannelMessageKind kind) =>
        _messages.Where(message => message.Kind == kind).Select(message => message.RawMessage);
}
