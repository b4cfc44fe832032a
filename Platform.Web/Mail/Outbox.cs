using Platform.Web.Store;

namespace Platform.Web.Mail;

/// <summary>Where slices put their letters: they leave only if what they tell about was saved.</summary>
public sealed class Outbox(TimeProvider clock)
{
    public void Put(PlatformDb db, string to, Letter letter)
    {
        var now = clock.GetUtcNow();
        db.Add(new OutgoingEmail
        {
            Id = Guid.CreateVersion7(now),
            Recipient = to,
            Subject = letter.Subject,
            Html = letter.Html,
            Text = letter.Text,
            Due = now,
            CreatedAt = now,
        });
    }
}
