namespace Platform.Web;

/// <summary>The product cannot start, and one sentence, in both of the team's languages, says what to put right.</summary>
public sealed class StartupException(string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public StartupException(string french, string english, Exception? cause = null)
        : this($"{french}{Environment.NewLine}{english}", cause)
    {
    }
}
