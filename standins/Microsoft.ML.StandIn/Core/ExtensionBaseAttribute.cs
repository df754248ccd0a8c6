namespace Microsoft.ML;

[AttributeUsage(AttributeTargets.Class)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contractName);
        ContractName = contractName;
    }

    public string ContractName { get; }
}
