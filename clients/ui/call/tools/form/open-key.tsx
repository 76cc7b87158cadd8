/** The advisor's key to lay a PDF form on the table. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../../../button.tsx';

export interface OpenKeyProps {
  onFile: (file: File) => void;
  isPrimary?: boolean;
  children: string & ComponentChildren;
}

export function OpenKey({ onFile, isPrimary, children }: OpenKeyProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={isPrimary ? 'primary' : 'plain'} icon="file-pen" onClick={() => field.current?.click()}>
        {children}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={children}
        accept="application/pdf,.pdf"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
