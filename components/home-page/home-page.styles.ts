import { css } from 'lit';

export const homePageStyles = css`
  .waiting {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
    margin-inline-end: var(--cf-space-2);
    font-weight: 600;
  }
  .group + .group {
    margin-block-start: var(--cf-space-4);
  }
  .group h2 {
    margin-block-end: var(--cf-space-2);
    font-size: var(--cf-text-m);
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--cf-space-2) var(--cf-space-3);
  }
  .other > span {
    flex: 1 1 16rem;
  }
  .other .waiting {
    font-weight: inherit;
  }
  .message {
    white-space: pre-line;
  }
  .rest {
    margin-block-start: var(--cf-space-3);
  }
  .steps {
    padding-inline-start: 1.5rem;
  }
  .steps li {
    padding-block: var(--cf-space-1);
  }
  .steps a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: var(--cf-space-4);
    padding: 0;
    list-style: none;
  }
`;
