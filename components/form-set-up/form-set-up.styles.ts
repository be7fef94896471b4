import { css } from 'lit';

export const formSetUpStyles = css`
  .narrow {
    max-inline-size: var(--cf-measure);
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    cursor: pointer;
  }
  .part {
    padding: var(--cf-space-3) var(--cf-space-4);
    border: 1px solid var(--cf-line);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
  }
  .parts {
    padding: 0;
    list-style: none;
  }
  .parts > li + li {
    margin-block-start: var(--cf-space-3);
  }
  .adder {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cf-space-3);
    align-items: end;
  }
  .answers {
    padding: 0;
    list-style: none;
  }
  .answers > li {
    display: flex;
    gap: var(--cf-space-2);
    align-items: center;
  }
  .answers > li + li {
    margin-block-start: var(--cf-space-2);
  }
  .preview {
    padding: var(--cf-space-4);
    border: 1px dashed var(--cf-edge);
    border-radius: var(--cf-radius);
  }
  input[type='file'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    opacity: 0;
  }
  input[type='file']:focus-visible + label {
    outline: 3px solid var(--cf-focus);
    outline-offset: 2px;
  }
`;
