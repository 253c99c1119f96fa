using SupportBot.Bot.Dialogs.Matching;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class WaitingMatcherTests
{
    [Theory]
    [InlineData("cancel the request", true, true)]
    [InlineData("never mind, cancel that request", true, true)]
    [InlineData("oh I changed my mind, please cancel my request", true, true)]
    [InlineData("I don't need a human any more", true, false)]
    [InlineData("cancel my order", false, false)]
    [InlineData("never mind, cancel that order", false, false)]
    public void CallsOff_WhatWasAskedForAPerson(string message, bool callsOff, bool namesTheRequest) =>
        Assert.Equal((callsOff, namesTheRequest), (WaitingMatcher.CallsOff(message), WaitingMatcher.CallsOffARequest(message)));

    [Theory]
    [InlineData("never mind", true)]
    [InlineData("cancel", true)]
    [InlineData("where is it", false)]
    public void MayCallOff_UnlessItAnswersSomethingElse(string message, bool expected) => Assert.Equal(expected, WaitingMatcher.MayCallOff(message));

    [Theory]
    [InlineData("how long will it take?", true)]
    [InlineData("is anyone there?", true)]
    [InlineData("how long does shipping take", false)]
    public void AsksHowLong_TheWaitIs(string message, bool expected) => Assert.Equal(expected, WaitingMatcher.AsksHowLong(message));
}
