namespace Platform.Web.Reports;

/// <summary>What is counted. The names are stored.</summary>
public enum Measure
{
    /// <summary>Customers who wrote for the first time, at that hour; by where they came from.</summary>
    Chats,

    /// <summary>Of those, who ordered, whose order was confirmed, and delivered: counted where the chat began, so that no step is wider than the one before.</summary>
    ChatsOrdered,
    ChatsConfirmed,
    ChatsDelivered,

    /// <summary>Chats the assistant answered in; those that needed no person; those that brought an order.</summary>
    Assisted,
    Resolved,
    AssistedOrdered,

    /// <summary>Replies, by who wrote them.</summary>
    Replies,

    /// <summary>Waits that ended with an answer, by how long they were; the amount is milliseconds.</summary>
    Answers,

    /// <summary>What customers answered when they were asked how it was, by stars; the amount is stars.</summary>
    Ratings,

    /// <summary>Orders placed, by who took them.</summary>
    Orders,

    /// <summary>What confirmed orders are worth now, at the hour of the yes, by currency.</summary>
    Sales,

    /// <summary>Pieces and their worth, by currency and product.</summary>
    Products,

    /// <summary>The amount is milliseconds from the yes to the door.</summary>
    Delivered,

    Failed,
}

/// <summary>So often, and so much, of something at some moment. Counts of the same add up, and what no longer holds is counted back.</summary>
public readonly record struct Count(Measure Measure, string Key, DateTimeOffset At, long Times, long Amount = 0)
{
    public Count Back() => this with { Times = -Times, Amount = -Amount };

    /// <summary>Clocks people live by differ by whole hours in every country sellers work in.</summary>
    public DateTimeOffset Hour() => new(At.UtcTicks - (At.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
