namespace TorchSharp;

/// <summary>What a dispose scope can own: tensors and packed sequences.</summary>
internal interface IScoped : IDisposable
{
    DisposeScope Scope { get; set; }

    LifetimeStatistics CountsIn(ThreadDisposeScopeStatistics statistics);
}
