// Why a mail was not delivered, and whether trying again is of any use.

import { UserError } from '../platform/errors.ts';

export interface DeliveryErrorOptions {
  readonly hint: string;
  readonly permanent?: boolean;
  readonly retryHourly?: boolean;
  readonly mayHaveBeenDelivered?: boolean;
  readonly isTooLarge?: boolean;
}

/** Has no cause: the error below may contain the password. */
export class DeliveryError extends UserError {
  /** The server rejected this very mail: trying again won't help. Everything else may pass, or be fixed. */
  readonly permanent: boolean;
  /** Retry hourly at most: servers lock out clients that keep sending a wrong password, or exceed their limit. */
  readonly retryHourly: boolean;
  /** The whole mail was sent but not answered: the server may have accepted it. Never permanent. */
  readonly mayHaveBeenDelivered: boolean;
  /** It was refused for its size: a smaller one may be taken. */
  readonly isTooLarge: boolean;

  constructor(message: string, options: DeliveryErrorOptions) {
    super(message, { hint: options.hint });
    this.name = 'DeliveryError';
    this.permanent = options.permanent ?? false;
    this.retryHourly = options.retryHourly ?? false;
    this.mayHaveBeenDelivered = options.mayHaveBeenDelivered ?? false;
    this.isTooLarge = options.isTooLarge ?? false;
  }
}
