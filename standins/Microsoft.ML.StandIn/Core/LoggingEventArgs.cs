namespace Microsoft.ML;

public sealed class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message)
        : this(message, ChannelMessageKind.Info, null)
    {
    }

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
    }

    public string Source { get; }

    public ChannelMessageKind Kind { get; }

    public string RawMessage { get; }

    public string Message => Source is null ? RawMessage : $"[Source={Source}, Kind={Kind}] {RawMessage}";
}
