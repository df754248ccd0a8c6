using System.Runtime.InteropServices;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

[NonParallelizable] // The switch is that of the process.
public sealed partial class OneDnnTests
{
    private static readonly (int, int, int, int) Amd = (0x1C, 0x68747541, 0x444D4163, 0x69746E65);
    private static readonly (int, int, int, int) Intel = (0x1F, 0x756E6547, 0x6C65746E, 0x49656E69);

    [Test]
    public void Convolutions_are_right_without_oneDNN_too()
    {
        var before = TorchContext.UsesOneDnn;
        try
        {
            new OneDnn().SwitchOff();

            Assert.That(TorchContext.UsesOneDnn, Is.False);
            Assert.That(ConvolutionCheck.Samples.Where(sample => !ConvolutionCheck.IsRight(new OneDnn(), sample)), Is.Empty);
        }
        finally
        {
            TorchContext.UsesOneDnn = before;
        }
    }

    [Test]
    public void A_processor_of_AMD_whose_caches_are_not_stated_is_known() =>
        Assert.That(OneDnn.LacksCaches((leaf, _) => leaf == 0 ? Amd : default));

    [Test]
    public void A_processor_of_AMD_that_states_its_caches_is_none_of_them() =>
        Assert.That(OneDnn.LacksCaches((leaf, _) => leaf == 0 ? Amd : (0x121, 0x02C0003F, 0x3F, 0)), Is.False);

    [Test]
    public void Other_processors_have_another_leaf_for_their_caches() =>
        Assert.That(OneDnn.LacksCaches((leaf, _) => leaf == 0 ? Intel : default), Is.False);

    [Test]
    [Platform("Linux, MacOsX")]
    public void Native_code_sees_a_variable_that_is_set()
    {
        NativeVariable.Set("NAS_TESTS_VARIABLE", "SSE41");

        Assert.That(Marshal.PtrToStringUTF8(Get("NAS_TESTS_VARIABLE")), Is.EqualTo("SSE41"));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string name);
}
