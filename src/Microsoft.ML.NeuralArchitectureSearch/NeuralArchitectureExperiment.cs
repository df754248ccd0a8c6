using Microsoft.ML.AutoML;
using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;

namespace Microsoft.ML;

/// <summary>Architectures in AutoML's own experiments.</summary>
public static class NeuralArchitectureExperiment
{
    /// <summary>
    /// Has every trial of an experiment train one architecture: the proposer says which, the experiment's metric how good it is.
    /// </summary>
    /// <param name="experiment">
    /// The experiment; its data and its metric are set by <c>SetDataset</c> and <c>SetMulticlassClassificationMetric</c>.
    /// </param>
    /// <param name="space">The architectures to choose from.</param>
    /// <param name="proposer">Which of them to try.</param>
    /// <param name="options">
    /// How each is trained, and by how much cheaper than a final network. What the experiment's data hold out is what they are measured on.
    /// </param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column.</param>
    /// <param name="shape">Size of the images, only needed where the type of the column does not tell it.</param>
    /// <returns>
    /// The experiment. The result of its <c>RunAsync</c> names the architecture found by <c>Architecture()</c>, and its model is a
    /// <see cref="CellNetworkTransformer"/>.
    /// </returns>
    /// <remarks>
    /// <para>It sets the experiment's tuner, runner and search space. A candidate that cannot be trained is a failed trial, also the first
    /// one; the experiment
    /// goes on until its number of models or its time is used up. Cancellation and time limit stop a training at the next
    /// mini-batch.</para>
    /// <para>Without a seed in the experiment's settings or its context every run draws a new one. If the data are to be sub-sampled, every
    /// candidate is trained on AutoML's default share of them. <c>SetCheckpoint</c> needs a space that is an <see cref="ISequenceSpace"/>,
    /// and a seed: then an experiment
    /// that is begun again goes on behind its last trial. AutoML keeps neither models nor the best trial of an earlier run, and losses at
    /// three decimals.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A name is empty; or the options ask for inherited weights or early termination, which need one evaluator for all candidates, or set
    /// a
    /// <see cref="TrainedEvaluatorOptions.ValidationFraction"/>: the experiment's data say which images are held out.
    /// </exception>
    public static AutoMLExperiment SetNeuralArchitectureSweep(
        this AutoMLExperiment experiment,
        ISearchSpace space,
        IProposer proposer,
        TrainedEvaluatorOptions options,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(proposer);
        ArchitectureSweep.Check(options);

        var columns = new CellNetworkTrainerOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Shape = shape
        };
        var sweep = new ArchitectureSweep(space, options, columns);
        if (space is ISequenceSpace sequences)
        {
            experiment.AddSearchSpace(
                CandidateParameter.Key,
                new() { { CandidateParameter.Architecture, new ArchitectureOption(sequences) } });
        }

        return experiment.SetTuner(services => services.TunerOf(space, proposer)).SetTrialRunner(services => services.RunnerOf(sweep));
    }

    /// <summary>
    /// The training of an architecture as a part of AutoML's pipelines, beside or behind others: AutoML's tuners choose the architecture.
    /// </summary>
    /// <param name="catalog">The catalog of AutoML: <c>mlContext.Auto()</c>.</param>
    /// <param name="space">The architectures to choose from.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column.</param>
    /// <param name="shape">Size of the images, only needed where the type of the column does not tell it.</param>
    /// <param name="network">Size of the networks; by default one that suits the data.</param>
    /// <param name="training">How the networks are trained; by default in a way that suits the data.</param>
    /// <param name="cancellationToken">Stops a training at the next mini-batch: the token that <c>RunAsync</c> gets.</param>
    /// <returns>A sweepable estimator, for <c>pipeline.Append(…)</c>; several arguments of one <c>Append</c> are alternatives.</returns>
    /// <remarks>
    /// <para>A network that cannot be trained is a failed trial, also the first one. The log names each architecture; AutoML's own lines
    /// call the estimator
    /// <see cref="EstimatorType.ImageClassificationMulti"/>, the kind of its closed list that comes nearest.</para>
    /// <para>AutoML's runner of pipelines stops a training at the next mini-batch, but loses a cancellation that comes between two trials,
    /// unless
    /// <paramref name="cancellationToken"/> is given; a time limit that passes there lets one more trial run.
    /// <c>SetNeuralArchitectureSweep</c> has neither fault.</para>
    /// <para>AutoML's grid visits the alternatives of one <c>Append</c> one after another, so that few trials see one of them only. Its
    /// search spaces are not
    /// written as JSON (<see cref="ArchitectureOption"/>).</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">The catalog or the space is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static SweepableEstimator SweepableArchitecture(
        this AutoCatalog catalog,
        ISequenceSpace space,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null,
        CellNetworkOptions? network = null,
        TrainingOptions? training = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(space);
        var options = new CellNetworkTrainerOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Shape = shape,
            Network = network,
            Training = training,
            CancellationToken = cancellationToken,
        };
        return new(
            (context, parameter) =>
            {
                var architecture = space.FromJson(parameter[CandidateParameter.Architecture].AsType<string>());
                var trainer = context.MulticlassClassification.Trainers.ArchitectureNetwork(space, architecture, options);
                return new ArchitectureEstimator(context, architecture, trainer);
            },
            new() { { CandidateParameter.Architecture, new ArchitectureOption(space) } })
        {
            EstimatorType = EstimatorType.ImageClassificationMulti,
        };
    }
}
