namespace Platform.Integrations;

/// <summary>A provider did not do what was asked, and whether it may have done it all the same.</summary>
public class ProviderException : Exception
{
    public ProviderException(string code, ProviderFault fault, string? detail = null, Exception? cause = null)
        : base($"{code}: {detail}", cause)
    {
        Code = code;
        Fault = fault;
        Reason = code;
    }

    /// <summary>The provider's own code, for the log and its support.</summary>
    public string Code { get; }

    /// <summary>The same in the words all providers of a kind share; the seller reads a sentence for each.</summary>
    public string Reason { get; init; }

    public ProviderFault Fault { get; }
}

public enum ProviderFault
{
    /// <summary>This request can never succeed.</summary>
    Final,

    /// <summary>It certainly did not arrive; the same request may succeed later.</summary>
    Retry,

    /// <summary>Someone has to put the account right first.</summary>
    Fix,

    /// <summary>It may have arrived: the line broke between the call and the answer.</summary>
    Unknown,
}
