using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>Errors of libtorch, whose messages end with a trace of its own code that says nothing to users.</summary>
internal static class NativeError
{
    private const string Trace = "Exception raised from";

    /// <summary>The message of an exception, without a trace of native code.</summary>
    public static string MessageOf(Exception exception)
    {
        var message = exception.Message;
        var trace = message.IndexOf(Trace, StringComparison.Ordinal);
        return (trace < 0 ? message : message[..trace]).TrimEnd();
    }

    /// <summary>Whether an exception is one of libtorch.</summary>
    public static bool Is(Exception exception) => exception is ExternalException;
}
