namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Where a text is cut into tokens.</summary>
public enum TextSplitting
{
    /// <summary>
    /// Words, and each punctuation mark or symbol by itself: a word is a run of letters, marks and digits of any script, with single
    /// apostrophes
    /// between letters (<c>don't</c>) and points or commas between digits (<c>3.50</c>); an ideograph, and an emoji with all its parts, is
    /// a token.
    /// </summary>
    WordsAndPunctuation,

    /// <summary>At white space only: for texts that were cut into tokens before, such as those of the Penn Treebank.</summary>
    WhiteSpace,
}
