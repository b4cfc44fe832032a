namespace Platform.Domain.Common;

/// <summary>
/// Words that belong to a person: a name, a number, an address, what they wrote.
/// The store keeps them encrypted with that person's own key; once the key is destroyed they read as erased.
/// </summary>
public readonly record struct Personal(Guid Person, string Text, bool IsErased = false)
{
    /// <summary>Without the null character: no keyboard writes it, and PostgreSQL cannot keep it.</summary>
    public string Text { get; init; } = Text?.Replace("\0", "", StringComparison.Ordinal)!;

    public static Personal Erased(Guid person) => new(person, "", IsErased: true);

    /// <summary>Never the text: a fact that ends up in a log or an exception must not give a person away.</summary>
    public override string ToString() => IsErased ? "(erased)" : "(personal)";
}
