using SupportBot.Language.Runtime;

namespace SupportBot.Hosting;

/// <summary>Turns what stops a command into words and an exit code.</summary>
internal static class Startup
{
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception error) when (error is StartupException or OrdersUnavailableException or StorageUnavailableException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"SupportBot can't start: {error.Message}");
            return 1;
        }
        catch (ModelException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"SupportBot can't start: {error.Message} Stop what listens there, or set ASPNETCORE_URLS=http://localhost:PORT.");
            return 1;
        }
    }
}
