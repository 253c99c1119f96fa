namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaVocabType.</summary>
public enum LLamaVocabType
{
    None = 0,
    SentencePiece = 1,
    BytePairEncoding = 2,
    WordPiece = 3,
    Unigram = 4,
    RWKV = 5,
    PLAMO2 = 6,
}
