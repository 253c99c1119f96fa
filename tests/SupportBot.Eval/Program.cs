using SupportBot.Eval;

return await EvalCommand.RunAsync(args, Console.Out, Console.Error);
