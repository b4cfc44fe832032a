namespace Platform.Web.Store.Keys;

/// <summary>
/// Every column that holds what belongs to a customer, and how it is emptied when they ask to be forgotten.
/// A test compares this with the schema: a new column of text or bytes is named here or in <see cref="Impersonal"/>, or the build fails.
/// </summary>
public static class PersonalPlaces
{
    public enum Ending
    {
        /// <summary>Sealed with the person's key, which is destroyed.</summary>
        KeyDestroyed,

        /// <summary>The row is deleted.</summary>
        RowDeleted,

        /// <summary>The row is folded again and then has nothing to say.</summary>
        RowFoldedAgain,

        /// <summary>The value is emptied and the row stays, because others are named in it too.</summary>
        Emptied,

        /// <summary>Belongs to a person with an account, who deletes it with the account.</summary>
        Account,
    }

    public static IReadOnlyDictionary<string, Ending> All { get; } = new Dictionary<string, Ending>
    {
        ["mt_events.data"] = Ending.KeyDestroyed,
        ["contacts.name"] = Ending.RowDeleted,
        ["contacts.phone"] = Ending.RowDeleted,
        ["contact_addresses.address"] = Ending.RowDeleted,
        ["contact_addresses.fingerprint"] = Ending.RowDeleted,
        ["inbox.name"] = Ending.RowFoldedAgain,
        ["inbox.phone"] = Ending.RowFoldedAgain,
        ["inbox.preview"] = Ending.RowFoldedAgain,
        ["thread.text"] = Ending.RowFoldedAgain,
        ["drafts.text"] = Ending.RowDeleted,
        ["deliveries.body"] = Ending.Emptied,
        ["person_keys.wrapped"] = Ending.Emptied,
    };
}
