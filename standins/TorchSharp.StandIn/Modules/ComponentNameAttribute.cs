namespace TorchSharp.Utils;

[AttributeUsage(AttributeTargets.All)]
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; }
}
