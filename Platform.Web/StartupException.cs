namespace Platform.Web;

/// <summary>The product cannot start, and one sentence says what to put right.</summary>
public sealed class StartupException(string sentence, Exception? cause = null) : Exception(sentence, cause);
