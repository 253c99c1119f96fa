namespace LLama.Exceptions;

/// <summary>Stands for LLama.Exceptions.MissingTemplateException.</summary>
public class MissingTemplateException : RuntimeError
{
    public MissingTemplateException()
        : base("llama_chat_apply_template failed: template not found")
    {
    }

    public MissingTemplateException(string message)
        : base(message)
    {
    }
}
