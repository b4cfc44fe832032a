using Platform.Domain.Common;

namespace Platform.Web.Mail;

/// <summary>Every email the product writes about accounts.</summary>
public static class Letters
{
    public static Letter ConfirmEmail(Language language, string name, string link)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("ConfirmBody"))
            .Button(letter.Say("ConfirmDo"), link)
            .Small(letter.Say("ConfirmIgnore"))
            .Sealed(letter.Say("ConfirmSubject"));
    }

    /// <summary>To somebody who signs up a second time: the page says the same to everybody, the email tells them.</summary>
    public static Letter AlreadySignedUp(Language language, string name, string signIn, string reset)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("AlreadyBody"))
            .Button(letter.Say("AlreadyDo"), signIn)
            .Small(letter.Say("AlreadyReset", reset))
            .Sealed(letter.Say("AlreadySubject"));
    }

    public static Letter ResetPassword(Language language, string name, string link)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("ResetBody"))
            .Button(letter.Say("ResetDo"), link)
            .Small(letter.Say("ResetIgnore"))
            .Sealed(letter.Say("ResetSubject"));
    }

    public static Letter Invitation(Language language, string by, string organisation, string role, string link)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("InvitationBody", by, organisation, letter.Say($"Role{role}")))
            .Button(letter.Say("InvitationDo"), link)
            .Small(letter.Say("InvitationIgnore"))
            .Sealed(letter.Say("InvitationSubject", organisation));
    }

    public static Letter SignInCode(Language language, string name, string code)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("CodeBody"))
            .Code(code)
            .Small(letter.Say("CodeIgnore"))
            .Sealed(letter.Say("CodeSubject"));
    }

    /// <param name="zone">The clock its reader goes by.</param>
    public static Letter NewDevice(Language language, string name, string agent, string address, DateTimeOffset at, string zone, string security)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("DeviceBody", agent, address, letter.Moment(at, zone)))
            .Paragraph(letter.Say("DeviceNotYou"))
            .Button(letter.Say("DeviceDo"), security)
            .Sealed(letter.Say("DeviceSubject"));
    }

    public static Letter PasswordChanged(Language language, string name, string reset)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("PasswordBody"))
            .Small(letter.Say("PasswordNotYou", reset))
            .Sealed(letter.Say("PasswordSubject"));
    }

    public static Letter ChangeEmail(Language language, string name, string link)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("ChangeEmailBody"))
            .Button(letter.Say("ChangeEmailDo"), link)
            .Small(letter.Say("ChangeEmailIgnore"))
            .Sealed(letter.Say("ChangeEmailSubject"));
    }

    /// <summary>To the old address, which is the one a thief would like to have no news.</summary>
    public static Letter EmailChanged(Language language, string name, string newEmail)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("EmailChangedBody", newEmail))
            .Small(letter.Say("EmailChangedNotYou"))
            .Sealed(letter.Say("EmailChangedSubject"));
    }

    /// <param name="problem">What is wrong, and the one thing to do about it.</param>
    public static Letter ChannelStopped(Language language, string name, string channel, string problem, string link)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("ChannelBody", channel))
            .Paragraph(problem)
            .Button(letter.Say("ChannelDo"), link)
            .Small(letter.Say("ChannelKept"))
            .Sealed(letter.Say("ChannelSubject", channel));
    }

    /// <summary>Something happened that its reader asked to be told of.</summary>
    public static Letter Notice(Language language, string name, string what, string link, string wishes)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(what)
            .Button(letter.Say("NoticeDo"), link)
            .Small(letter.Say("NoticeWhy", wishes))
            .Sealed(what);
    }

    public static Letter SecondFactorChanged(Language language, string name, string security)
    {
        var letter = new LetterWriter(language);
        return letter
            .Paragraph(letter.Say("Hello", name))
            .Paragraph(letter.Say("FactorBody"))
            .Button(letter.Say("FactorDo"), security)
            .Sealed(letter.Say("FactorSubject"));
    }
}
