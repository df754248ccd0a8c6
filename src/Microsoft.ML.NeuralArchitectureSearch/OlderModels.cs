using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;

// Models saved before the library was split name this assembly as the one that loads them.
[assembly: LoadableClass(
    typeof(CellNetworkTransformer), null, typeof(SignatureLoadModel), "Cell Network", CellNetworkTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(TextNetworkTransformer), null, typeof(SignatureLoadModel), "Text Network", TextNetworkTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(LanguageModelTransformer),
    null,
    typeof(SignatureLoadModel),
    "Recurrent Language Model",
    LanguageModelTransformer.LoaderSignature)]

[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]
