using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

internal sealed unsafe partial class RegionEngine<TLanes>
{
    private void BeginParameterGradients(bool areNeeded)
    {
        Run.ParameterGradients = null;
        if (!areNeeded)
        {
            return;
        }

        var length = (nint)Run.Blocks * Run.ParameterCount;
        Run.ParameterGradients = _resources.ParameterGradients(length).Start;
        NativeMemory.Clear(Run.ParameterGradients, (nuint)length * sizeof(float));
    }

    private void AddUpParameterGradients(float* target)
    {
        for (nint index = 0; index < Run.ParameterCount; index++)
        {
            target[index] = Run.ParameterGradients[index];
        }

        for (var block = 1; block < Run.Blocks; block++)
        {
            var share = Run.ParameterGradient(block, 0);
            for (nint index = 0; index < Run.ParameterCount; index++)
            {
                target[index] += share[index];
            }
        }

        foreach (var norm in _graph.Norms)
        {
            norm.WriteParameterGradients(target);
        }
    }
}
