// Why a mail was not delivered, and whether trying again is of any use.

import { UserError } from '../platform/errors.ts';

export interface DeliveryErrorOptions {
  readonly hint: string;
  readonly lasting: boolean;
  readonly uncertain?: boolean;
}

/** Carries no cause: what lies below may hold the password. */
export class DeliveryError extends UserError {
  /** Trying again is useless before somebody mends something: the password, an address, a setting. */
  readonly lasting: boolean;
  /** All of the mail was sent, but no answer came: the server may have taken it. Never lasting. */
  readonly uncertain: boolean;

  constructor(message: string, { hint, lasting, uncertain = false }: DeliveryErrorOptions) {
    super(message, { hint });
    this.name = 'DeliveryError';
    this.lasting = lasting;
    this.uncertain = uncertain;
  }
}
