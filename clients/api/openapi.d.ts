/** The HTTP interface in types: made from the OpenAPI document by `npm run client`. Not to be changed by hand. */
export interface paths {
  '/api/v1/organisation': {
    /** Name, telephone number and current terms of the organisation. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Organisation'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/settings': {
    /** What the organisation has set itself, and what the installation is set to. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['SettingsView'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Replaces what the organisation has set itself; it holds at once, on every instance. */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['SettingsChange'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['SettingsView'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/settings/changes': {
    /** Who changed settings, texts, terms and advisors in the last 90 days. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['HouseChanges'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/texts': {
    /** The organisation's own sentences for guests. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['TextsView'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Replaces them; they are shown at once, on every instance. */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['TextsChange'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['TextsView'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/terms': {
    /** All versions of the terms, and how many consents refer to each. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['TermsList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/terms/{version}': {
    /** One version that was written here, with its texts. */
    get: {
      parameters: { path: { version: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WrittenTerms'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Writes a draft. What was published stays as it is. */
    put: {
      parameters: { path: { version: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['TermsDraft'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WrittenTerms'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Takes back a draft, or a version whose day has not come. */
    delete: {
      parameters: { path: { version: string }; query?: never };
      requestBody?: never;
      responses: {
        204: { content?: never };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/terms/{version}/publish': {
    /** Lets a draft hold from a moment on, or at once. */
    post: {
      parameters: { path: { version: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['TermsPublication'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WrittenTerms'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/advisors': {
    /** The advisors of the organisation, and how much lies ahead of each. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/advisors/{id}': {
    /** Sets the name that guests read, or whether somebody may work. Refused are one’s own account (`forbidden`) and the last active advisor (`conflict`). */
    patch: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdvisorChange'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorEntry'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/advisors/{id}/ahead': {
    /** What lies ahead of an advisor, and what of it fits into the time of a successor. Names no guest. */
    get: {
      parameters: { path: { id: string }; query?: { successor?: string } };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['AheadList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/advisors/{id}/pass-on': {
    /** Gives what lies ahead of an advisor to another one. Guests are told by mail; what does not fit stays. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['PassOn'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['PassedOn'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments': {
    /** Appointments that start between `from` and `to`, earliest first. */
    get: {
      parameters: { path?: never; query?: { from?: string; to?: string } };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['AppointmentList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Makes an appointment and invites the guest. The only answer that holds link and code. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewAppointment'] } };
      responses: {
        201: { content: { 'application/json': components['schemas']['CreatedAppointment'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}': {
    /** One appointment. */
    get: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Appointment'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Moves or corrects it, sends the invitation again, makes a new code. The link stays the same. */
    patch: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AppointmentChange'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['ChangedAppointment'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Cancels it and tells the guest. Twice is the same as once. */
    delete: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['ChangedAppointment'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/ticket': {
    /** A ticket for the advisor's seat, the link's secret unless the advisor's browser made it, and whom else to expect. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdvisorTicketRequest'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorAdmission'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/outcome': {
    /** Notes whether the guest was there, once the time of the appointment has come. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['OutcomeNote'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['Appointment'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/companion': {
    /** Invites a companion by a link of their own; one before it is void. The only answer that holds their link and code. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewCompanion'] } };
      responses: {
        201: { content: { 'application/json': components['schemas']['CreatedCompanion'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Makes the companion's link void and forgets them. Twice is the same as once. */
    delete: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        204: { content?: never };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/desk/ticket': {
    /** A ticket that hears presence in the advisor's rooms of a day back and a day ahead. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdvisorTicketRequest'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['DeskTicket'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/offer': {
    /** All services on offer, in the order in which guests see them. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Offer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Replaces the offer. Requests made before go on. */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['Offer'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['Offer'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/offer/hours': {
    /** The advisor's own weekly hours and exceptions. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorHours'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Replaces the advisor's own hours; exceptions of past days are dropped. */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdvisorHours'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorHours'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/offer/holidays': {
    /** The public holidays of the coming twelve months, on which weekly hours rest. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['HolidayList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/requests': {
    /** The advisor's requests: open ones, first to expire first, then those that ended lately. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['RequestList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/requests/{id}/slots': {
    /** The next free times of the request's advisor, for a proposal. */
    get: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['ProposalSlots'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/requests/{id}/answer': {
    /** Confirms, declines, or proposes another time. Confirming makes the appointment and invites the guest. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdvisorDecision'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['AdvisorRequest'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/link': {
    /** Whether the room of a link is open, and when. Changes nothing. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['LinkQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LinkAnswer'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/admission': {
    /** Lets a guest in by link or number with the code, or a device that was let in before. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['AdmissionRequest'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['Admission'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/check': {
    /** Keeps the result of a device and network check with the appointment. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['CheckReport'] } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/check/ticket': {
    /** A ticket for a device and network check; a signed-in advisor needs no appointment. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['CheckTicketRequest'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['CheckTicket'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/services': {
    /** The services that guests may ask for, in the order of the organisation. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['BookableServices'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/slots': {
    /** Free slots of a service by day, and the next free one of all. */
    get: {
      parameters: { path?: never; query: { service: string; from?: string; days?: string; request?: string } };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['SlotAnswer'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/challenge': {
    /** Work for the browser: a nonce to find before a request. Good once. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WorkChallenge'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/requests': {
    /** Asks for a slot. Whoever was too slow is told the next free ones. Not an appointment until confirmed. With the `idempotencyKey` of a wish that was granted before, the same answer once more. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['BookingRequest'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['BookingAnswer'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/status': {
    /** Where a request stands, for the guest with link and code. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['RequestQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['GuestRequest'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/answer': {
    /** The guest agrees to a proposed time, wishes for another slot, or cancels, also what is confirmed. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['GuestDecision'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['GuestRequest'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/book/lost': {
    /** Mails the links of what an e-mail address has to come. Answers the same, in the same time, whatever that is. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['LostLink'] } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/letters/list': {
    /** Letters for the guest with link and code. Marks nothing as read. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['LetterQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/letters/read': {
    /** A person has opened the letters; the advisor sees that. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['LetterQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/letters': {
    /** The guest writes a letter, ten a day at most. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['GuestLetter'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/letters': {
    /** The letters of an appointment, oldest first. Marks nothing as read. */
    get: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Writes a letter, ten a day at most. The guest is told by mail that there is one. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewLetter'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/letters/read': {
    /** The advisor has opened them; the guest sees that. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/requests/{id}/letters': {
    /** The letters of a request, oldest first. Marks nothing as read. */
    get: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Writes a letter, ten a day at most. The guest is told by mail that there is one. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewLetter'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/requests/{id}/letters/read': {
    /** The advisor has opened them; the guest sees that. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['LetterList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/handover': {
    /** Takes a member over from the insurer's portal, by its signed token. A form is answered by the way to our page. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['HandOver']; 'application/x-www-form-urlencoded': components['schemas']['HandOver'] } };
      responses: {
        201: { content: { 'application/json': components['schemas']['HandedOver'] } };
        303: { content?: never };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-in': {
    /** Place in the queue and waiting time, then the way into the conversation. Asking says that one is still there. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['WalkInQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WalkIn'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-in/answer': {
    /** Wishes to be called instead, or leaves the queue. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['WalkInDecision'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WalkIn'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-ins': {
    /** How many wait for the services of this advisor, whom they have taken, and who wishes to be called. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WalkInQueue'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-ins/duty': {
    /** Says that the advisor is there and whether they talk; holds for a minute and a half. With `isFree`, also whether they take people; it holds until it is said anew, or nobody is there for ten minutes. */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['WalkInDuty'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WalkInQueue'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-ins/next': {
    /** Takes the next person: makes an appointment that begins now, to which their page finds the way by itself. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        201: { content: { 'application/json': components['schemas']['TakenWalkIn'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/walk-ins/{id}/end': {
    /** The conversation is over, or the person was called. Name, insurance number and telephone number are erased. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['WalkInEnd'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['WalkInQueue'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/calendar': {
    /** Whether the advisor has an address for calendars. The address itself was told when it was made. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['CalendarFeed'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Makes the address for calendars, told this once. One that was there before stops working. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewCalendarFeed'] } };
      responses: {
        201: { content: { 'application/json': components['schemas']['CreatedCalendarFeed'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Withdraws the address: calendars that ask there get nothing from now on. */
    delete: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        204: { content?: never };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/calendar/{file}': {
    /** Busy times for calendar programs (iCalendar), at the secret address; 304 when nothing has changed. */
    get: {
      parameters: { path: { file: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'text/calendar': string } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks': {
    /** Who is told, oldest first. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WebhookList'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Tells a further receiver from now on; twenty at most. The only answer that holds the secret. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewWebhook'] } };
      responses: {
        201: { content: { 'application/json': components['schemas']['CreatedWebhook'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}': {
    /** Another address, other events, off and on. */
    patch: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['WebhookChange'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['Webhook'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Tells this receiver nothing more; its messages are gone too. */
    delete: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        204: { content?: never };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/secret': {
    /** A new secret; for a while messages carry signatures by the one before as well. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['NewWebhookSecret'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['CreatedWebhook'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/messages': {
    /** The newest hundred messages and how they fare. They are kept for a week. */
    get: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WebhookDeliveries'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/messages/{message}/resend': {
    /** Sends a message again, whatever became of it, with the same id. */
    post: {
      parameters: { path: { id: string; message: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WebhookDelivery'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/test': {
    /** Sends a signed message of the type `webhook.test` at once, also while the webhook is off, and says what was answered. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['WebhookTested'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/session': {
    /** Trades a one-time sign-in link's token for the session cookie. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['SignIn'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['Session'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Who is signed in. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Session'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
    /** Signs out. */
    delete: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        204: { content?: never };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/session/end': {
    /** Signs out, and says where to sign out at the organisation's provider as well. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['SignedOut'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/session/ways': {
    /** How advisors sign in here. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['SignInWays'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/statistics': {
    /** What was counted, in bundles of at least five. Nothing of it tells of a person. */
    get: {
      parameters: { path?: never; query?: { from?: string; to?: string } };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Statistics'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/statistics/csv': {
    /** The same as a table for spreadsheets: semicolons, UTF-8 with a byte order mark, no cell a formula. */
    get: {
      parameters: { path?: never; query?: { from?: string; to?: string } };
      requestBody?: never;
      responses: {
        200: { content: { 'text/csv': string } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/appointments/{id}/talk': {
    /** Counts how long a conversation was and what was used in it, or why it did not come about. Once each. */
    post: {
      parameters: { path: { id: string }; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['TalkNote'] } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/feedback': {
    /** Counts the guest's answer to the one question at the end. The first answer counts. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['Feedback'] } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        429: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/people/search': {
    /** How many records there are of one person, by e-mail address or by name and number of an appointment. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['PersonQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['PersonFound'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/people/export': {
    /** Everything that is known of one person, each field with its meaning. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['PersonQuestion'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['PersonExport'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/people/erase': {
    /** Erases everything of one person and answers with a signed proof. Refused while one of their appointments stands. */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': components['schemas']['PersonErasure'] } };
      responses: {
        200: { content: { 'application/json': components['schemas']['PersonErased'] } };
        400: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        401: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        403: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        404: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        409: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/v1/retention': {
    /** How many days after its end an appointment is deleted. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Retention'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/.well-known/jwks.json': {
    /** Public keys of the tickets. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': components['schemas']['Jwks'] } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
  '/api/openapi.json': {
    /** This document. */
    get: {
      parameters: { path?: never; query?: never };
      requestBody?: never;
      responses: {
        200: { content: { 'application/json': Record<string, unknown> } };
        500: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
        503: { content: { 'application/json': components['schemas']['ErrorAnswer'] } };
      };
    };
  };
}
export interface components {
  schemas: {
    ErrorAnswer: { error: { code: 'bad-message' | 'bad-request' | 'consent-outdated' | 'conflict' | 'body-too-large' | 'ticket-invalid' | 'ticket-expired' | 'ticket-used' | 'not-signed-in' | 'sign-in-used' | 'origin-refused' | 'forbidden' | 'dismissed' | 'not-admitted' | 'not-found' | 'link-unknown' | 'no-such-room' | 'seat-taken' | 'appointment-over' | 'replaced' | 'room-over' | 'peer-absent' | 'too-many' | 'internal' | 'unavailable'; message: string; retryAfterMs?: number; incident: string } };
    Organisation: { name: string; phone: string; consent: { version: string }; languages: Array<'de' | 'en'>; timeZone: string; accent?: string; relay: boolean; welcome?: { de?: string; en?: string } };
    NewAppointment: { guest: { name: string; email: string; phone?: string }; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject?: string; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; linkSecret?: 'service' | 'browser'; relayOnly?: boolean; mode?: 'video' | 'in-person'; place?: string };
    AppointmentChange: { startsAt?: string; durationMinutes?: number; subject?: string | null; guest?: { name?: string; email?: string; phone?: string | null }; resend?: boolean; newCode?: boolean };
    Appointment: { id: string; number: string; room: string; status: 'confirmed' | 'cancelled' | 'over'; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject: string | null; guest: { name: string; email: string | null; phone: string | null }; advisor: { name: string }; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; linkSecret: 'service' | 'browser'; relayOnly: boolean; sealed: boolean; check: { at: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } } | null; admittedAt: string | null; sequence: number; mode: 'video' | 'in-person'; place: string | null; outcome: 'held' | 'missed' | null; unread: number; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null } | null };
    AppointmentList: { appointments: Array<{ id: string; number: string; room: string; status: 'confirmed' | 'cancelled' | 'over'; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject: string | null; guest: { name: string; email: string | null; phone: string | null }; advisor: { name: string }; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; linkSecret: 'service' | 'browser'; relayOnly: boolean; sealed: boolean; check: { at: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } } | null; admittedAt: string | null; sequence: number; mode: 'video' | 'in-person'; place: string | null; outcome: 'held' | 'missed' | null; unread: number; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null } | null }>; now: number };
    CreatedAppointment: { id: string; number: string; room: string; status: 'confirmed' | 'cancelled' | 'over'; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject: string | null; guest: { name: string; email: string | null; phone: string | null }; advisor: { name: string }; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; linkSecret: 'service' | 'browser'; relayOnly: boolean; sealed: boolean; check: { at: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } } | null; admittedAt: string | null; sequence: number; mode: 'video' | 'in-person'; place: string | null; outcome: 'held' | 'missed' | null; unread: number; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null } | null; joinLink: string; dialInCode: string; draft?: { to: string; subject: string; text: string; html: string; calendar: string } };
    ChangedAppointment: { id: string; number: string; room: string; status: 'confirmed' | 'cancelled' | 'over'; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject: string | null; guest: { name: string; email: string | null; phone: string | null }; advisor: { name: string }; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; linkSecret: 'service' | 'browser'; relayOnly: boolean; sealed: boolean; check: { at: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } } | null; admittedAt: string | null; sequence: number; mode: 'video' | 'in-person'; place: string | null; outcome: 'held' | 'missed' | null; unread: number; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null } | null; dialInCode?: string; draft?: { to: string; subject: string; text: string; html: string; calendar: string } };
    LinkQuestion: { appointment: string };
    LinkAnswer: { state: 'early' | 'open' | 'over' | 'cancelled'; now: number; opensAt: string; startsAt: string; durationMinutes: number; movedFrom: string | null; language: 'de' | 'en'; advisor: string; calendar: string | null; codeInLink: boolean };
    AdmissionRequest: { appointment?: string; number?: string; code?: string; device?: string; name?: string; consent: { version: string }; incarnation: string };
    Admission: { ticket: string; signalling: string; room: string; seat: 'advisor' | 'guest' | 'companion'; sealed: boolean; device: string; name?: string; linkSecret?: string | null; changeKeysEveryS?: number; appointment: { startsAt: string; durationMinutes: number; advisor: string; organisation: string } };
    AdvisorAdmission: { ticket: string; signalling: string; room: string; seat: 'advisor' | 'guest' | 'companion'; sealed: boolean; device: string; name?: string; linkSecret?: string | null; changeKeysEveryS?: number; appointment: { startsAt: string; durationMinutes: number; advisor: string; organisation: string }; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; linkSecret: string | null } };
    NewCompanion: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language?: 'de' | 'en'; email?: string; linkSecret?: 'service' | 'browser' };
    CreatedCompanion: { companion: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null }; joinLink: string; dialInCode: string; draft?: { to: string; subject: string; text: string; html: string; calendar: string } };
    AdvisorTicketRequest: { incarnation: string; device?: string };
    DeskTicket: { ticket: string; signalling: string; rooms: Array<string>; device: string };
    CheckTicketRequest: { appointment?: string; number?: string; code?: string; device?: string; incarnation: string };
    CheckTicket: { ticket: string; signalling: string; device: string };
    CheckReport: { appointment?: string; number?: string; device: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } };
    SignIn: { token: string };
    Session: { advisor: { id: string; name: string }; roles: Array<'advisor' | 'lead' | 'operator'>; organisation: { name: string; phone: string; consent: { version: string }; languages: Array<'de' | 'en'>; timeZone: string; accent?: string; relay: boolean; welcome?: { de?: string; en?: string } }; walkIn?: boolean };
    SignInWays: { provider: boolean; link: boolean };
    SignedOut: { next: string | null };
    Offer: { services: Array<{ id: string; mode: 'video' | 'in-person'; place?: string; isOffered?: boolean; texts: { de: { title: string; description?: string }; en?: { title: string; description?: string } }; durationMinutes: number; everyMinutes: number; bufferBeforeMinutes: number; bufferAfterMinutes: number; noticeMinutes: number; horizonDays: number }> };
    LostLink: { email: string };
    AdvisorHours: { weekly: Array<{ weekday: number; from: string; to: string }>; exceptions: Array<{ day: string; hours: Array<{ from: string; to: string }> }>; services: Array<string> | null };
    HolidayList: { region: string; regionNames: { de: string; en: string }; holidays: Array<{ day: string; names: { de: string; en: string } }> };
    BookableServices: { services: Array<{ id: string; mode: 'video' | 'in-person'; place?: string; texts: { de: { title: string; description: string }; en?: { title: string; description: string } }; durationMinutes: number }> };
    SlotAnswer: { timeZone: string; durationMinutes: number; days: Array<{ day: string; slots: Array<string> }>; next: string | null };
    WorkChallenge: { challenge: string; bits: number; expiresAt: string };
    BookingRequest: { service: string; startsAt: string; language: 'de' | 'en'; person: { salutation: 'none' | 'ms' | 'mr'; firstName: string; lastName: string; phone: string; email: string; insuranceNumber?: string; birthDate?: string; subject?: string }; consent: { version: string }; work: { challenge: string; nonce: string }; idempotencyKey?: string };
    BookingAnswer: { outcome: 'unconfirmed'; startsAt: string; expiresAt: string } | { outcome: 'requested'; request: { id: string; status: 'unconfirmed' | 'requested' | 'proposed' | 'confirmed' | 'moved' | 'declined' | 'expired' | 'cancelled' | 'held' | 'no-show'; service: string; startsAt: string; wishedFor: string | null; durationMinutes: number; mode: 'video' | 'in-person'; place: string | null; expiresAt: string | null; advisor: string; language: 'de' | 'en'; visit: { joinLink: string | null; calendar: string } | null; now: number }; code: string } | { outcome: 'taken'; next: Array<string> };
    RequestQuestion: { request: string; code: string };
    GuestDecision: { request: string; code: string; answer: 'confirm' } | { request: string; code: string; answer: 'accept' } | { request: string; code: string; answer: 'cancel' } | { request: string; code: string; answer: 'move'; startsAt: string };
    GuestRequest: { id: string; status: 'unconfirmed' | 'requested' | 'proposed' | 'confirmed' | 'moved' | 'declined' | 'expired' | 'cancelled' | 'held' | 'no-show'; service: string; startsAt: string; wishedFor: string | null; durationMinutes: number; mode: 'video' | 'in-person'; place: string | null; expiresAt: string | null; advisor: string; language: 'de' | 'en'; visit: { joinLink: string | null; calendar: string } | null; now: number };
    RequestList: { requests: Array<{ id: string; status: 'unconfirmed' | 'requested' | 'proposed' | 'confirmed' | 'moved' | 'declined' | 'expired' | 'cancelled' | 'held' | 'no-show'; service: string; startsAt: string; wishedFor: string | null; durationMinutes: number; mode: 'video' | 'in-person'; place: string | null; expiresAt: string | null; language: 'de' | 'en'; createdAt: string; person: { salutation: 'none' | 'ms' | 'mr'; firstName: string; lastName: string; phone: string; email: string; insuranceNumber?: string; birthDate?: string; subject?: string }; appointment: string | null; unread: number }>; now: number };
    AdvisorRequest: { id: string; status: 'unconfirmed' | 'requested' | 'proposed' | 'confirmed' | 'moved' | 'declined' | 'expired' | 'cancelled' | 'held' | 'no-show'; service: string; startsAt: string; wishedFor: string | null; durationMinutes: number; mode: 'video' | 'in-person'; place: string | null; expiresAt: string | null; language: 'de' | 'en'; createdAt: string; person: { salutation: 'none' | 'ms' | 'mr'; firstName: string; lastName: string; phone: string; email: string; insuranceNumber?: string; birthDate?: string; subject?: string }; appointment: string | null; unread: number };
    AdvisorDecision: { answer: 'confirm' } | { answer: 'decline'; reason?: 'no-time' | 'other-service' | 'by-phone' | 'already-booked' } | { answer: 'propose'; startsAt: string };
    ProposalSlots: { slots: Array<string> };
    OutcomeNote: { outcome: 'held' | 'missed' };
    SettingsView: { revision: number; own: { name?: string; phone?: string; mailPhone?: string; languages?: Array<'de' | 'en'>; retentionDays?: number; remindHours?: Array<number>; embedOrigins?: Array<string>; holidays?: 'none' | 'DE' | 'DE-BW' | 'DE-BY' | 'DE-BE' | 'DE-BB' | 'DE-HB' | 'DE-HH' | 'DE-HE' | 'DE-MV' | 'DE-NI' | 'DE-NW' | 'DE-RP' | 'DE-SL' | 'DE-SN' | 'DE-ST' | 'DE-SH' | 'DE-TH' }; installation: { name: string; phone: string; languages: Array<'de' | 'en'>; retentionDays: number; remindHours: Array<number>; embedOrigins: Array<string>; holidays: 'none' | 'DE' | 'DE-BW' | 'DE-BY' | 'DE-BE' | 'DE-BB' | 'DE-HB' | 'DE-HH' | 'DE-HE' | 'DE-MV' | 'DE-NI' | 'DE-NW' | 'DE-RP' | 'DE-SL' | 'DE-SN' | 'DE-ST' | 'DE-SH' | 'DE-TH' } };
    SettingsChange: { revision: number; own: { name?: string; phone?: string; mailPhone?: string; languages?: Array<'de' | 'en'>; retentionDays?: number; remindHours?: Array<number>; embedOrigins?: Array<string>; holidays?: 'none' | 'DE' | 'DE-BW' | 'DE-BY' | 'DE-BE' | 'DE-BB' | 'DE-HB' | 'DE-HH' | 'DE-HE' | 'DE-MV' | 'DE-NI' | 'DE-NW' | 'DE-RP' | 'DE-SL' | 'DE-SN' | 'DE-ST' | 'DE-SH' | 'DE-TH' } };
    HouseChanges: { changes: Array<{ at: string; by: string; what: 'settings' | 'texts' | 'terms' | 'advisors'; changes: Array<{ name: string; before: string | null; after: string | null }> }> };
    AdvisorList: { advisors: Array<{ id: string; name: string; toldName: string | null; signsInBy: 'house' | 'provider'; roles: Array<'advisor' | 'lead' | 'operator'>; isActive: boolean; appointmentsAhead: number; openRequests: number; lastSignInOn: string | null }> };
    AdvisorChange: { name?: string | null; isActive?: boolean };
    AdvisorEntry: { id: string; name: string; toldName: string | null; signsInBy: 'house' | 'provider'; roles: Array<'advisor' | 'lead' | 'operator'>; isActive: boolean; appointmentsAhead: number; openRequests: number; lastSignInOn: string | null };
    AheadList: { items: Array<{ id: string; kind: 'appointment' | 'request'; number: string | null; startsAt: string; durationMinutes: number; mode: 'video' | 'in-person'; isTold: boolean; fits: boolean | null }> };
    PassOn: { successor: string; only?: Array<string> };
    PassedOn: { passedOn: number; given: Array<{ id: string; kind: 'appointment' | 'request'; number: string | null; startsAt: string; durationMinutes: number; mode: 'video' | 'in-person'; isTold: boolean; fits: boolean | null }>; stayed: Array<{ id: string; kind: 'appointment' | 'request'; number: string | null; startsAt: string; durationMinutes: number; mode: 'video' | 'in-person'; isTold: boolean; fits: boolean | null }>; failed: Array<{ id: string; kind: 'appointment' | 'request'; number: string | null; startsAt: string; durationMinutes: number; mode: 'video' | 'in-person'; isTold: boolean; fits: boolean | null }> };
    TextsView: { revision: number; texts: { welcome: { de?: string; en?: string } } };
    TextsChange: { revision: number; texts: { welcome: { de?: string; en?: string } } };
    TermsList: { versions: Array<{ version: string; state: 'draft' | 'planned' | 'current' | 'former'; validFrom: string | null; isFile: boolean; consents: number }> };
    TermsDraft: { texts: { de: string; en: string } };
    TermsPublication: { validFrom: string };
    WrittenTerms: { version: string; state: 'draft' | 'planned' | 'current' | 'former'; validFrom: string | null; isFile: boolean; consents: number; texts: { de: string; en: string } };
    CalendarFeed: { feed: { since: string; lastAskedAt: string | null } | null };
    NewCalendarFeed: { language: 'de' | 'en' };
    CreatedCalendarFeed: { address: string };
    HandOver: { token: string };
    HandedOver: { url: string; walkIn: string };
    WalkInQuestion: { walkIn: string; secret: string };
    WalkInDecision: { walkIn: string; secret: string; deed: 'call-me'; phone: string } | { walkIn: string; secret: string; deed: 'leave' };
    WalkIn: { phase: 'waiting' | 'taken' | 'over' | 'left' | 'call-me' | 'called' | 'expired'; language: 'de' | 'en'; service: { de: string; en?: string } | null; place: number | null; waitMinutes: number | null; isOpen: boolean; opensAt: string | null; phone: string | null; joinLink: string | null; askAgainMs: number };
    WalkInQueue: { now: number; isFree: boolean; waiting: number; longestSince: string | null; services: Array<{ service: string; title: { de: string; en?: string } | null; waiting: number }>; freeAdvisors: number; current: { person: { id: string; name: string; insuranceNumber: string; service: string; title: { de: string; en?: string } | null; language: 'de' | 'en'; since: string; phone: string | null }; appointment: string | null } | null; calls: Array<{ id: string; name: string; insuranceNumber: string; service: string; title: { de: string; en?: string } | null; language: 'de' | 'en'; since: string; phone: string | null }> };
    WalkInDuty: { isFree?: boolean; isTalking: boolean };
    TakenWalkIn: { person: { id: string; name: string; insuranceNumber: string; service: string; title: { de: string; en?: string } | null; language: 'de' | 'en'; since: string; phone: string | null }; appointment: { id: string; number: string; room: string; status: 'confirmed' | 'cancelled' | 'over'; startsAt: string; durationMinutes: number; language: 'de' | 'en'; subject: string | null; guest: { name: string; email: string | null; phone: string | null }; advisor: { name: string }; code: 'with-link' | 'separately'; mail: 'service' | 'advisor'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; linkSecret: 'service' | 'browser'; relayOnly: boolean; sealed: boolean; check: { at: string; result: { camera: 'good' | 'weak' | 'failed' | 'skipped'; microphone: 'good' | 'weak' | 'failed' | 'skipped'; sound: 'good' | 'weak' | 'failed' | 'skipped'; network: { direct: 'good' | 'weak' | 'failed' | 'skipped'; udp: 'good' | 'weak' | 'failed' | 'skipped'; tcp: 'good' | 'weak' | 'failed' | 'skipped'; tls: 'good' | 'weak' | 'failed' | 'skipped' }; throughput?: 'good' | 'weak' | 'failed' | 'skipped' } } | null; admittedAt: string | null; sequence: number; mode: 'video' | 'in-person'; place: string | null; outcome: 'held' | 'missed' | null; unread: number; companion?: { name: string; kind: 'relative' | 'carer' | 'interpreter' | 'sign-interpreter'; language: 'de' | 'en'; email: string | null; linkSecret: 'service' | 'browser'; mailStatus: 'none' | 'queued' | 'sent' | 'failed'; invitedAt: string; admittedAt: string | null } | null } };
    WalkInEnd: { as: 'over' | 'called' };
    NewWebhook: { url: string; events: Array<'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'> };
    WebhookChange: { url?: string; events?: Array<'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'>; isActive?: boolean };
    Webhook: { id: string; url: string; events: Array<'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'>; isActive: boolean; createdAt: string; previousSecretUntil: string | null; waiting: number; setAside: number; lastDeliveredAt: string | null };
    WebhookList: { webhooks: Array<{ id: string; url: string; events: Array<'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'>; isActive: boolean; createdAt: string; previousSecretUntil: string | null; waiting: number; setAside: number; lastDeliveredAt: string | null }> };
    CreatedWebhook: { id: string; url: string; events: Array<'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'>; isActive: boolean; createdAt: string; previousSecretUntil: string | null; waiting: number; setAside: number; lastDeliveredAt: string | null; secret: string };
    NewWebhookSecret: { previousHours?: number };
    WebhookDelivery: { id: string; type: 'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'; createdAt: string; status: 'waiting' | 'delivered' | 'set-aside'; attempts: number; nextAttemptAt: string | null; lastError: string | null };
    WebhookDeliveries: { messages: Array<{ id: string; type: 'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'; createdAt: string; status: 'waiting' | 'delivered' | 'set-aside'; attempts: number; nextAttemptAt: string | null; lastError: string | null }> };
    WebhookMessage: { type: 'appointment.requested' | 'appointment.confirmed' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.held' | 'appointment.missed'; timestamp: string; data: { appointment: string | null; request: string | null; service: string | null; advisor: string; startsAt: string; endsAt: string; mode: 'video' | 'in-person'; sequence: number; movedFrom: string | null; cause: 'cancelled' | 'declined' | 'expired' | null } };
    WebhookTestMessage: { type: 'webhook.test'; timestamp: string; data: Record<string, never> };
    WebhookTested: { status: number | null; failure: string | null };
    LetterList: { letters: Array<{ id: string; from: 'advisor' | 'guest'; text: string; at: string; readAt: string | null }>; unread: number; left: number; with: string };
    PersonQuestion: { person: { email: string } | { name: string; number: string }; language: 'de' | 'en' };
    PersonFound: { records: Array<{ table: string; title: string; count: number }>; names: number; standing: Array<{ number: string; startsAt: string }> };
    PersonExport: { about: string; organisation: string; madeAt: string; parts: Array<{ table: string; title: string; fields: Record<string, string>; records: Array<Record<string, unknown>> }>; left: Array<string> };
    PersonErasure: { person: { email: string } | { name: string; number: string } };
    PersonErased: { erasedAt: string; deleted: Record<string, number>; proof: string };
    Retention: { days: number };
    NewLetter: { text: string };
    LetterQuestion: { request?: string; appointment?: string; code?: string; device?: string };
    GuestLetter: { request?: string; appointment?: string; code?: string; device?: string; text: string };
    TalkNote: { result: 'talked'; minutes: number; features: Array<'text' | 'files' | 'board' | 'form' | 'screen' | 'companion' | 'telephone'> } | { result: 'no-line' | 'unsealed' | 'left' };
    Feedback: { appointment?: string; number?: string; device: string; feedback: 'good' | 'fair' | 'poor' };
    Statistics: { from: string; to: string; until: string; services: Array<{ id: string; de: string; en: string }>; bundles: Array<{ day: string; service: string; measure: 'appointments' | 'held' | 'duration' | 'waiting' | 'failures' | 'features' | 'feedback'; bucket: string; count: number }> };
    Jwks: { keys: Array<{ kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; alg: 'Ed25519'; use: 'sig' }> };
  };
}
