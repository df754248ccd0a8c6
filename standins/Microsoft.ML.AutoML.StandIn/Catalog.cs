namespace Microsoft.ML.AutoML;

public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => new(mlContext);
}

public sealed class AutoCatalog
{
    // Extensions of this catalog reach the context through this field, by its name.
    private readonly MLContext _context;

    internal AutoCatalog(MLContext context) => _context = context;

    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null) => new(_context, settings ?? new());
}
