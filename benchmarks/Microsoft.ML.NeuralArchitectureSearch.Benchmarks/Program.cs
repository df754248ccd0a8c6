// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- --filter '*'
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- tables nasbench201
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- zero-cost FOLDER 200 64
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- search-steps 16-5-32-32 2 5
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- training-steps 16-5-32-32 2 5
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- recurrent-steps 64-300-35-10000 2 5
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- recurrent-classifier 1 15
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- language-scoring 1 15
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- inference 16-5-32-32 1 20
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- spaces 1 9
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- ptb FOLDER 60 5
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- kernel-rates
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- both-searches
// samples/ImageSearch/Data/digits.csv.gz 1
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- recurrent-rates
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- plane-rates
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- predictions 2 9
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- predictions-memory 100000
// dotnet run -c Release --project benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks -- busy-predictions 5
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.ML.NeuralArchitectureSearch.Benchmarks;
using Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;
using Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Texts;
using Microsoft.ML.NeuralArchitectureSearch.Benchmarks.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

if (args is ["spin"])
{
    BusyPredictions.Spin();
    return;
}

// Some benchmarks compute with TorchSharp alone.
TorchRuntime.Require(Console.Error.WriteLine);

if (args is ["tables", .. var settings])
{
    TableBenchmark.Run(settings);
    return;
}

if (args is ["zero-cost", .. var zeroCost])
{
    ZeroCostBenchmark.Run(zeroCost);
    return;
}

if (args is ["search-steps", var configuration, var threads, var count])
{
    TimedSteps.RunImages(Array.ConvertAll(configuration.Split('-'), int.Parse), int.Parse(threads), int.Parse(count));
    return;
}

if (args is ["training-steps", var trained, var trainingThreads, var trainingCount])
{
    TimedSteps.RunTraining(Array.ConvertAll(trained.Split('-'), int.Parse), int.Parse(trainingThreads), int.Parse(trainingCount));
    return;
}

if (args is ["spaces", var spaceThreads, var spaceTurns])
{
    SpaceRates.Write(int.Parse(spaceThreads), int.Parse(spaceTurns), Console.Out);
    return;
}

if (args is ["recurrent-steps", var recurrentSizes, var recurrentThreads, var recurrentCount])
{
    TimedSteps.RunTexts(Array.ConvertAll(recurrentSizes.Split('-'), int.Parse), int.Parse(recurrentThreads), int.Parse(recurrentCount));
    return;
}

if (args is ["recurrent-classifier", var classifierThreads, var classifierTurns])
{
    RecurrentClassifierRates.Run(int.Parse(classifierThreads), int.Parse(classifierTurns));
    return;
}

if (args is ["language-scoring", var scoringThreads, var scoringTurns])
{
    LanguageScoringRates.Run(int.Parse(scoringThreads), int.Parse(scoringTurns));
    return;
}

if (args is ["inference", var network, var workers, var batches])
{
    InferenceRates.Run(Array.ConvertAll(network.Split('-'), int.Parse), int.Parse(workers), int.Parse(batches));
    return;
}

if (args is ["both-searches", var digits, var seed])
{
    BothSearches.Run(digits, int.Parse(seed));
    return;
}

if (args is ["ptb", .. var pennTreebank])
{
    PennTreebankBenchmark.Run(pennTreebank);
    return;
}

if (args is ["predictions", var callers, var callerTurns])
{
    PredictionRates.Run(int.Parse(callers), int.Parse(callerTurns));
    return;
}

if (args is ["predictions-memory", var predictions])
{
    PredictionRates.RunMemory(int.Parse(predictions));
    return;
}

if (args is ["busy-predictions", var busyTurns])
{
    BusyPredictions.Run(int.Parse(busyTurns));
    return;
}

if (args is ["kernel-rates"])
{
    KernelRates.Run();
    return;
}

if (args is ["plane-rates"])
{
    KernelRates.RunPlanes();
    return;
}

if (args is ["recurrent-rates"])
{
    KernelRates.RunRecurrent();
    return;
}

// In this process: a child project of BenchmarkDotNet's would not know where ML.NET and TorchSharp come from.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(1).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
