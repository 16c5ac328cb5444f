/** Whether a BPMN file says where its elements stand (BPMN 2.0, chapter 12): without that nothing can be shown. */
export const hasLayout = (xml: string): boolean => /<(?:[\w.-]+:)?BPMNShape\s/.test(xml);
