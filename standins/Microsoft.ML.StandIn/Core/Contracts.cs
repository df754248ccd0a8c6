namespace Microsoft.ML.Runtime;

internal static class Contracts
{
    /// <exception cref="OperationCanceledException">The environment was cancelled.</exception>
    public static void CheckAlive(this IHostEnvironment env)
    {
        if (env is ICancelable { IsCanceled: true })
            throw env.Process(new OperationCanceledException("Operation was canceled."));
    }

    public static Exception ExceptSchemaMismatch(string paramName, string role, string columnName) =>
        new ArgumentOutOfRangeException(paramName, $"Could not find {role} column '{columnName}'");

    public static Exception ExceptSchemaMismatch(string paramName, string role, string columnName, string expected, string actual) =>
        new ArgumentOutOfRangeException(paramName, $"Schema mismatch for {role} column '{columnName}': expected {expected}, got {actual}");

    public static Exception ExceptDecode(string message) => new FormatException(message);
}
